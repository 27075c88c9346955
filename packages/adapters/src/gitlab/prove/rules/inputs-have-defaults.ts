import { problem } from "../../read/problems.js"
import type { TextRule } from "./rule.js"

export const inputsHaveDefaults: TextRule = {
  name: "every input has a default",
  find: ({ file }) =>
    file.inputs
      .filter((input) => input.default === undefined)
      .map(({ name, place }) => ({ problem: problem("SL3434", { path: `inputs.${name}`, at: place }, name) })),
}
