import { problem } from "../../read/problems.js"
import type { Job } from "../../read/types.js"
import type { TextRule } from "./rule.js"

const pathsOf = ({ rules }: Job): ReadonlySet<string> =>
  new Set((rules ?? []).flatMap(({ asksFiles = [] }) => asksFiles.map((one) => one.paths)))

/** A gate may ask for changed files only where every deployment asks for the same: else it is missing from some pushes. */
export const gatesInEveryPush: TextRule = {
  name: "no gate hangs on changed files alone",
  find: ({ gates, deploys }) => {
    const asked = deploys.map(pathsOf)
    return gates.flatMap((gate) =>
      (gate.rules ?? []).flatMap(({ asksFiles = [], place }) => {
        if (asked.every((paths) => asksFiles.every((one) => paths.has(one.paths)))) return []
        return [{ job: gate.name, problem: problem("SL3436", { path: gate.name, at: place }, gate.name) }]
      }),
    )
  },
}
