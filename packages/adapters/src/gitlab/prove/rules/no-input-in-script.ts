import { problem } from "../../read/problems.js"
import { holesOf } from "../../read/template.js"
import type { TextRule } from "./rule.js"

/** An input becomes text of the script before any shell sees it: only what cannot be anything may stand there. */
export const noInputInScript: TextRule = {
  name: "no script holds the text of an input",
  find: ({ file }) => {
    const harmless = new Set(
      file.inputs.flatMap(({ name, type, options }) =>
        type === "number" || type === "boolean" || options?.every((one) => /^[\w.-]*$/.test(one)) ? [name] : [],
      ),
    )
    return file.jobs.flatMap(({ name, before, script }) =>
      [...before, ...script].flatMap(({ text, place }) => {
        const input = holesOf(text).find((one) => !harmless.has(one))
        if (input === undefined) return []
        return [{ job: name, problem: problem("SL3432", { path: name, at: place }, name, input) }]
      }),
    )
  },
}
