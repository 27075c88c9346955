import type { Problem } from "@shipline/core"
import type { Job, Node, Value, Variable } from "@shipline/core/plan"
import { runProblem } from "../../errors/run-problem.js"
import { isJobNode } from "../../scheduler/job-node.js"
import { secretForms, shortestSecret } from "../process/secret-forms.js"
import { type SecretValue, secretNames } from "./secret-names.js"

/** The secrets of a run. */
export interface Secrets {
  get(secret: SecretValue): string | undefined
  /** Every text that must not be seen. */
  readonly forms: readonly string[]
}

/** What of a job reaches a process on this machine: logins and steps for other platforms do not. */
const localVariables = (job: Job): readonly Variable[] => [
  ...job.variables,
  ...job.services.flatMap((service) => service.variables),
  ...job.steps.flatMap((step) => {
    if (step.kind === "script") return step.variables
    return step.kind === "raw" ? (step.instead?.variables ?? []) : []
  }),
  ...job.toolchains.map((toolchain): Variable => ({ name: toolchain.language, value: toolchain.version })),
]

const isSecret = (value: Value): value is SecretValue => value.kind === "secret"

const missing = (node: Node, names: readonly string[]): Problem =>
  runProblem(
    "SL4008",
    `nodes.${node.id}`,
    `'${node.title}' needs the secret ${names.at(-1)}, which is not set`,
    `Set ${names.join(" or ")} in the environment of this run.`,
    node.at,
  )

const tooShort = (node: Node, name: string): Problem =>
  runProblem(
    "SL4009",
    `nodes.${node.id}`,
    `the secret ${name} is shorter than ${shortestSecret} characters, so it cannot be masked in the output`,
    "Use a longer one, or pass it as an ordinary variable if it is no secret.",
    node.at,
  )

/** Looks up the secrets of all these nodes. Problems name every one that is missing (SL4008) or too short (SL4009). */
export const collectSecrets = (
  nodes: readonly Node[],
  env: Readonly<Record<string, string | undefined>>,
): { readonly secrets: Secrets; readonly problems: readonly Problem[] } => {
  const values = new Map<string, string>()
  const problems = new Map<string, Problem>()
  const keyOf = (secret: SecretValue) => secretNames(secret).join(" ")
  for (const node of nodes) {
    if (!isJobNode(node)) continue
    for (const secret of localVariables(node.job)
      .map((variable) => variable.value)
      .filter(isSecret)) {
      const names = secretNames(secret)
      const name = names.find((candidate) => Object.hasOwn(env, candidate) && env[candidate])
      const value = name === undefined ? undefined : env[name]
      const key = keyOf(secret)
      if (name === undefined || value === undefined) {
        if (!problems.has(key)) problems.set(key, missing(node, names))
      } else if (value.trim().length < shortestSecret) problems.set(key, tooShort(node, name))
      else values.set(key, value)
    }
  }
  const forms = [...new Set(values.values())].flatMap(secretForms)
  return { secrets: { get: (secret) => values.get(keyOf(secret)), forms }, problems: [...problems.values()] }
}
