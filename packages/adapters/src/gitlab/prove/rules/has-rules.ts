import { problem } from "../../read/problems.js"
import type { TextRule } from "./rule.js"

export const hasRules: TextRule = {
  name: "every job has rules",
  find: ({ file }) =>
    file.jobs
      .filter(({ rules }) => rules === undefined)
      .map(({ name, place }) => ({ job: name, problem: problem("SL3433", { path: name, at: place }, name) })),
}
