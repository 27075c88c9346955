import { join } from "node:path"
import { here, requireBuilt } from "../lib/paths.mjs"
import { read } from "../lib/processes.mjs"
import { progress } from "../lib/progress.mjs"
import { ratios, summary } from "../lib/statistics.mjs"

const simulations = 10_000

const sample = () =>
  JSON.parse(
    read({
      name: "simulate",
      command: process.execPath,
      args: [join(here, "simulate", "sample.mjs"), String(simulations)],
      cwd: here,
    }),
  )

/** Ten thousand simulations of twenty jobs in one process, and as many times as many fibers that do nothing. */
export const measureSimulate = ({ rounds }) => {
  requireBuilt("@shipline/core", "@shipline/runners")
  const samples = []
  const report = progress("simulate")
  for (let round = 0; round < rounds; round++) {
    samples.push(sample())
    report(round + 1, rounds)
  }
  const times = (name) => samples.map((one) => one[name])
  return {
    rounds,
    simulations,
    jobs: samples[0].jobs,
    fibers: samples[0].fibers,
    seconds: summary(times("simulate").map((time) => time / 1000)),
    floorSeconds: summary(times("floor").map((time) => time / 1000)),
    ratio: ratios(times("simulate"), times("floor")),
  }
}
