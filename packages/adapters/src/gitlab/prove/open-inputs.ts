import type { Problem } from "@shipline/core"
import { within } from "../read/condition.js"
import type { Input } from "../read/inputs.js"
import { problem } from "../read/problems.js"
import { holesOf } from "../read/template.js"
import type { GitlabFile } from "../read/types.js"
import { allConditions } from "./context.js"

/** Texts by which a value would end the text in which it stands and go on as something else. */
const probes = ['"', "'", 'a"b', "a'b", '" || "a" == "a', "a\nb", "a\\", 'a\\" || "a']

/** Whether whoever starts a pipeline may write something that goes beyond the text in which the input stands. */
export const isOpen = ({ type, options, regex }: Input): boolean => {
  if (options !== undefined || type === "number" || type === "boolean") return false
  if (regex === undefined) return true
  try {
    const shape = new RegExp(regex)
    return probes.some((probe) => shape.test(probe))
  } catch {
    return true
  }
}

/** Inputs that could change a condition itself: what it then says nobody can tell. */
export const openInputs = (file: GitlabFile): readonly Problem[] => {
  const asked = new Set(
    allConditions(file)
      .flatMap(within)
      .flatMap((one) => (one.kind === "text" ? holesOf(one.text) : [])),
  )
  return file.inputs
    .filter((input) => asked.has(input.name) && isOpen(input))
    .map(({ name, place }) => {
      const why = "stands in a condition, and whoever starts a pipeline may write quotes into it"
      return problem("SL3423", { path: `inputs.${name}`, at: place }, `'${name}'`, why)
    })
}
