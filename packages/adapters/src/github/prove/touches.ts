import type { Touch } from "../../prove/model.js"
import type { Requirements } from "../../prove/requirements.js"
import { deploysUnnamed } from "../../prove/unnamed.js"
import { at, scalarsOf, textAt } from "../../yaml/look.js"
import type { YamlNode } from "../../yaml/node.js"
import type { Called } from "./calls.js"
import { type Cases, Unknown } from "./cases.js"
import { ofJobNames, parseExpression, template } from "./condition.js"
import { text } from "./domains.js"
import { environmentName, matrixValues, mayBecome, same } from "./environment-name.js"
import { evaluation, type Reading } from "./evaluate.js"
import type { Path } from "./usages.js"
import type { FileJob, WorkflowFile } from "./workflow-file.js"

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
    if (!(error instanceof Unknown)) throw error
    const maybe = mayBecome(String(node.value), required)
    // A name that can be none of those that matter is one of its own.
    return maybe?.length === 0 ? [{ environment: String(node.value) }] : [{ environment: undefined }]
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
  const inside = called(job)
  const gates = environments.flatMap(({ ways }) => ways.flatMap((way) => way.gates.map((gate) => gate.job)))
  // A gate of the called workflow itself may hold its deployment back.
  const held =
    inside?.waits === true && gates.some((gate) => inside.jobs.has(gate))
      ? { when: reading.guess(`what ${job.uses} asks for before it deploys`) }
      : {}
  const named: readonly Pick<Touch, "environment" | "when">[] = [
    ...namedEnvironments(job, reading, required),
    ...(inside?.environments ?? []).map((name) => ({
      environment: required.find((one) => name !== undefined && same(one, name)) ?? name,
      ...held,
    })),
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
