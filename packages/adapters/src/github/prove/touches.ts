import type { Touch } from "../../prove/model.js"
import type { Requirements } from "../../prove/requirements.js"
import { deploysUnnamed } from "../../prove/unnamed.js"
import { at, entriesOf, itemsOf, scalarsOf, textAt } from "../../yaml/look.js"
import type { YamlNode } from "../../yaml/node.js"
import type { Called } from "./calls.js"
import { ofJobNames, parseExpression, template } from "./condition.js"
import { text } from "./domains.js"
import { type Cases, evaluation, type Reading, Unknown } from "./evaluate.js"
import type { Path } from "./usages.js"
import type { FileJob, WorkflowFile } from "./workflow-file.js"

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** The name of a job's environment, which may stand in two places. */
export const environmentName = (job: FileJob): YamlNode | undefined => {
  const node = job.environment?.value
  return node?.kind === "map" ? at(node, "name") : node
}

/** The values of a matrix by its key, where they stand in the file. */
const matrixValues = (job: FileJob, key: string): readonly string[] | undefined => {
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

/** What a job is told of itself besides the run: each of its parts has one of the values, so that all of them are meant. */
const withMatrix = (job: FileJob, reading: Reading): Reading => ({
  ...reading,
  read: (path: Path): Cases => {
    if (path[0] !== "matrix") return reading.read(path)
    const values = path.length === 2 ? matrixValues(job, path[1] ?? "") : undefined
    if (values === undefined) throw new Unknown()
    const { yes, no } = reading.diagrams
    return { cases: values.map((value) => ({ value: text(value), when: yes })), wrong: no, open: false }
  },
})

/** The environments that a job names, with the runs on which it is each; undefined for one that may be any. */
const namedEnvironments = (
  job: FileJob,
  reading: Reading,
  required: readonly string[],
): readonly Pick<Touch, "environment" | "when">[] => {
  const node = environmentName(job)
  if (node?.kind !== "scalar" || node.value === null) return []
  const canonical = (name: string): string => required.find((one) => same(one, name)) ?? name
  const read = template(String(node.value))
  if ("text" in read) return [{ environment: canonical(read.text) }]
  const expression = "refused" in read ? read : parseExpression(read.expression, ofJobNames)
  if ("refused" in expression) return [{ environment: undefined }]
  try {
    const { cases } = evaluation(withMatrix(job, reading)).values(expression)
    return cases.map(({ value, when }) => ({ environment: canonical(value.coerceString()), when }))
  } catch (error) {
    if (error instanceof Unknown) return [{ environment: undefined }]
    throw error
  }
}

const expressionsIn = (node: YamlNode | undefined): string =>
  scalarsOf(node)
    .flatMap(({ value }) => (typeof value === "string" && value.includes("${{") ? [value] : []))
    .join("\n")

/** Whether an expression reads a secret: by its name, by a name that it computes, or all of them. */
const readsSecret = (expressions: string, name: string): boolean => {
  const found = [...expressions.matchAll(/\bsecrets\b\s*(?:\.\s*([\w-]+|\*)|\[\s*'([^']*)'\s*\]|)/gi)]
  return found.some(([, dotted, bracketed]) => {
    const key = dotted ?? bracketed
    return key === undefined || key === "*" || same(key, name)
  })
}

/** What a job can reach of the environments that matter. */
export const touchesOf = (
  file: WorkflowFile,
  job: FileJob,
  reading: Reading,
  requirements: Requirements,
  called: Called,
): readonly Touch[] => {
  const { environments } = requirements
  const required = environments.map(({ environment }) => environment)
  const inside = job.uses === undefined ? [] : (called(job.uses) ?? [])
  const named = [
    ...namedEnvironments(job, reading, required),
    ...inside.map((name) => ({ environment: required.find((one) => name !== undefined && same(one, name)) ?? name })),
  ]
  const how = textAt(job.environment?.value, "deployment") === "false" ? "uses" : "deploys"
  const own = new Set(
    environments.flatMap((one) =>
      named.some(({ environment }) => environment === one.environment) ? (one.secrets ?? []) : [],
    ),
  )
  const isKept = environments.some(({ secrets = [] }) => secrets.length > 0)
  const expressions = isKept ? `${expressionsIn(at(file.node, "env"))}\n${expressionsIn(job.node)}` : ""
  const inherits = job.uses !== undefined && textAt(job.node, "secrets") === "inherit"
  const bySecret = environments.flatMap(({ environment, secrets = [] }): readonly Touch[] => {
    const taken = secrets.filter((name) => !own.has(name))
    const reads = inherits ? secrets.length > 0 : taken.some((name) => readsSecret(expressions, name))
    return reads && !named.some((one) => one.environment === environment) ? [{ environment, how: "uses" }] : []
  })
  return [
    ...deploysUnnamed(
      job.id,
      requirements,
      named.map(({ environment }) => environment),
    ),
    ...named.map((one: Pick<Touch, "environment" | "when">): Touch => ({ ...one, how })),
    ...bySecret,
  ]
}
