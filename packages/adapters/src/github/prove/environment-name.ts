import { at, entriesOf, itemsOf } from "../../yaml/look.js"
import type { YamlNode } from "../../yaml/node.js"
import { template } from "./condition.js"
import type { FileJob } from "./workflow-file.js"

/** Whether two names are one: GitHub makes no difference between capitals and small letters. */
export const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** The name of a job's environment, which may stand in two places. */
export const environmentName = (job: FileJob): YamlNode | undefined => {
  const node = job.environment?.value
  return node?.kind === "map" ? at(node, "name") : node
}

/** The values of a matrix by its key, where they stand in the file. */
export const matrixValues = (job: FileJob, key: string): readonly string[] | undefined => {
  const matrix = at(job.node, "strategy", "matrix")
  const axis = entriesOf(matrix).find((entry) => same(entry.key, key))?.value
  const more = itemsOf(at(matrix, "include"))
  if (matrix?.kind !== "map" || (axis !== undefined && axis.kind !== "list")) return undefined
  const extra = more.flatMap((one) => entriesOf(one).filter((entry) => same(entry.key, key)))
  const nodes = [...itemsOf(axis), ...extra.map(({ value }) => value)]
  if (nodes.length === 0 || nodes.some((node) => node.kind !== "scalar" || String(node.value).includes("${{")))
    return undefined
  return nodes.flatMap((node) => (node.kind === "scalar" ? [String(node.value)] : []))
}

const word = /[.*+?^${}()|[\]\\]/g

/** Which of the names a text with expressions in it may become, by what stands around them. */
export const mayBecome = (text: string, names: readonly string[]): readonly string[] | undefined => {
  const read = template(text)
  const fixed = text.split(/\$\{\{.*?\}\}/s)
  // Braces in the texts of an expression make it hard to see where it ends.
  const isPlain = text.split("}}").length === text.split("${{").length
  if (!("expression" in read) || !isPlain || fixed.every((part) => part.trim() === "")) return undefined
  const shape = new RegExp(`^${fixed.map((part) => part.replace(word, "\\$&")).join(".*")}$`, "is")
  return names.filter((name) => shape.test(name))
}
