import type { Start } from "./run.js"
import type { Workflow } from "./workflow.js"

/** A value that no condition names. */
const other = "zz-other"

/** The strings that stand in a text of conditions. */
export const literalsOf = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/'((?:[^']|'')*)'/g)].map(([, word = ""]) => word.replaceAll("''", "'"))),
]

const namesOf = (text: string, context: string): readonly string[] => [
  ...new Set([...text.matchAll(new RegExp(`\\b${context}\\.([\\w-]+)`, "g"))].map(([, name = ""]) => name)),
]

/** What stands in all conditions of a workflow, in one text. */
export const conditionText = (workflow: Workflow): string =>
  [...workflow.jobs.values()].map(({ condition }) => condition).join("\n")

/** Every way to give one of its values to each name. */
const product = <T>(domains: ReadonlyMap<string, readonly T[]>): readonly { readonly [name: string]: T }[] =>
  [...domains].reduce<readonly { readonly [name: string]: T }[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  )

const instance = (pattern: string): string => pattern.replaceAll("**", "x").replaceAll("*", "x")

/** References that conditions can tell apart: those that they name, something below each prefix, and one of each other kind. */
const anyRef = (literals: readonly string[]): readonly string[] => {
  const named = literals.filter((one) => one.startsWith("refs/")).map((one) => (one.endsWith("/") ? `${one}x` : one))
  return [...new Set([...named, "refs/heads/main", `refs/heads/${other}`, `refs/tags/${other}`])]
}

interface Filter {
  readonly branches?: readonly string[]
  readonly tags?: readonly string[]
}

const pushedRefs = (filter: Filter, literals: readonly string[]): readonly string[] => {
  const { branches, tags } = filter
  if (branches === undefined && tags === undefined) return anyRef(literals)
  return [
    ...(branches ?? []).filter((one) => !one.startsWith("!")).map((one) => `refs/heads/${instance(one)}`),
    ...(tags ?? []).filter((one) => !one.startsWith("!")).map((one) => `refs/tags/${instance(one)}`),
  ]
}

interface Input {
  readonly type?: string
  readonly options?: readonly string[]
}

/** What is accepted for an input, as far as a condition can tell it apart. A choice is only enforced in the web form. */
const inputValues = ({ type, options = [] }: Input, literals: readonly string[]): readonly (string | boolean)[] => {
  if (type === "boolean") return [true, false]
  const words = literals.filter((one) => !one.startsWith("refs/"))
  return [...new Set([...(type === "choice" ? options : []), ...words, "", other])]
}

const isMap = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const inputsOf = (workflow: Workflow, event: string, text: string): readonly NonNullable<Start["inputs"]>[] => {
  const config = workflow.events[event]
  const declared = isMap(config) && isMap(config.inputs) ? config.inputs : {}
  const literals = literalsOf(text)
  const read = new Set(namesOf(text, "inputs"))
  const domains = Object.entries(declared).map(([name, input]) => {
    // The parser has checked what an input is. One that no condition reads changes nothing.
    const values = read.has(name) ? inputValues(input as Input, literals) : [""]
    return [name, values] as const
  })
  return product(new Map(domains))
}

/** Every way to start a run that the conditions of the workflow can tell apart, and perhaps some that they cannot. */
export const startsOf = (workflow: Workflow): readonly Start[] => {
  const text = conditionText(workflow)
  const literals = literalsOf(text)
  const values = [...literals.filter((one) => !one.startsWith("refs/")), "", other]
  const vars = product(new Map(namesOf(text, "vars").map((name) => [name, values])))
  const heads = "refs/heads/"
  const branches = [
    ...new Set([
      "main",
      ...literals.flatMap((one) => (one.startsWith(heads) ? [one.slice(heads.length)] : [])),
      "zz-trunk",
    ]),
  ].filter((one) => one !== "" && !one.endsWith("/"))
  const isAsked = text.includes("default_branch")
  const plain = Object.entries(workflow.events).flatMap(([event, config]): readonly Start[] => {
    // An `on` of names gives no settings: the parser leaves undefined or an empty object.
    const filter = (isMap(config) ? config : {}) as Filter
    const on = (...refs: readonly string[]) =>
      refs.flatMap((ref) =>
        isAsked ? branches.map((defaultBranch) => ({ event, ref, defaultBranch })) : [{ event, ref }],
      )
    if (event === "push") return on(...pushedRefs(filter, literals))
    if (event === "pull_request" || event === "pull_request_review") return on("refs/pull/1/merge")
    if (event === "merge_group") return on("refs/heads/gh-readonly-queue/main/x")
    if (event === "release") return on(`refs/tags/${other}`)
    if (event === "workflow_dispatch" || event === "workflow_call")
      return inputsOf(workflow, event, text).flatMap((inputs) =>
        on(...anyRef(literals)).map((start) => ({ ...start, inputs })),
      )
    return branches.map((defaultBranch) => ({ event, ref: `${heads}${defaultBranch}`, defaultBranch }))
  })
  return vars.length === 1 ? plain : plain.flatMap((start) => vars.map((one) => ({ ...start, vars: one })))
}
