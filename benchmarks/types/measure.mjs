import { roundRobin } from "../lib/processes.mjs"
import { progress } from "../lib/progress.mjs"
import { summary } from "../lib/statistics.mjs"
import { checking, compilers, counts, writeProjects } from "./fixtures.mjs"

/** 1,000 gates over 100 environments, type-checked; beside it a program with one of each. */
export const measureTypes = ({ rounds, environments = 100, gates = 1000 }) => {
  const folders = writeProjects({ environments, gates })
  const cases = compilers().map((compiler, index) => ({
    ...compiler,
    // The older compilers are slow: one layout each.
    layouts: index === 0 ? ["three files", "one file"] : ["three files"],
  }))
  const entries = cases.flatMap((one) => ["baseline", ...one.layouts].map((program) => checking(one, program, folders)))
  // This is the warm-up, too.
  const said = new Map(entries.map((one) => [one.name, counts(one)]))
  const times = roundRobin(entries, { rounds, warmUps: 0, report: progress("types") })
  return {
    rounds,
    environments,
    gates,
    compilers: cases.flatMap(({ version, layouts }) => {
      const small = times.get(`${version} baseline`)
      const before = said.get(`${version} baseline`)
      return layouts.map((layout) => {
        const large = times.get(`${version} ${layout}`)
        const after = said.get(`${version} ${layout}`)
        return {
          version,
          layout,
          baselineMilliseconds: summary(small, 0),
          fixtureMilliseconds: summary(large, 0),
          extraMilliseconds: summary(
            large.map((taken, round) => taken - small[round]),
            0,
          ),
          instantiations: after.instantiations - before.instantiations,
          types: after.types - before.types,
        }
      })
    }),
  }
}
