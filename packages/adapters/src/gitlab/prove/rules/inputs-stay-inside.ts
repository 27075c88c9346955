import { problem } from "../../read/problems.js"
import { isOpen } from "../open-inputs.js"
import type { TextRule } from "./rule.js"

/** An input becomes text of the file before anything reads it: a quote in it would end the text in which it stands. */
export const inputsStayInside: TextRule = {
  name: "no input can end the text in which it stands",
  find: ({ file }) =>
    file.inputs.filter(isOpen).map(({ name, place }) => {
      const why = "may hold a quote or a line break, which ends the text in which it stands"
      return { problem: problem("SL3423", { path: `inputs.${name}`, at: place }, `'${name}'`, why) }
    }),
}
