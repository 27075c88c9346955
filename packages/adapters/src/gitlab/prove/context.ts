import type { Diagram } from "../../prove/diagrams.js"
import { type Condition, variablesOf } from "../read/condition.js"
import type { Input } from "../read/inputs.js"
import { holesOf, partsOf } from "../read/template.js"
import type { GitlabFile, Rule } from "../read/types.js"
import type { Choices } from "./choices.js"
import { compared, references } from "./compared.js"
import { isPolicyWord } from "./policy.js"
import { type Reference, type ReferenceKind, referenceOf } from "./reference.js"
import { type Guarded, joined, type Value } from "./value.js"

/** What is decided before a pipeline is made: who starts it, on what, with which inputs and variables. */
export interface Context {
  readonly choices: Choices
  /** The combinations that there are. */
  readonly possible: Diagram
  /** Whoever starts a pipeline overrides any variable. */
  readonly isHostile: boolean
  readonly isSource: (...sources: readonly string[]) => Diagram
  readonly reference: Reference
  /** What an input may be; undefined for a name that no header declares. */
  readonly input: (name: string) => readonly Guarded[]
  /** A text with inputs in it. */
  readonly text: (text: string) => readonly Guarded[]
  /** A variable, where `own` gives what the files set it to, the nearest first. */
  readonly variable: (name: string, own: readonly (readonly Guarded[])[]) => readonly Guarded[]
}

export interface ContextOptions {
  /** Whoever starts a pipeline overrides any variable, also those that GitLab sets. */
  readonly hostile: boolean
  /** Names of branches and tags that matter beside those in conditions. */
  readonly names: readonly string[]
  readonly asksDefault: boolean
}

const sources = ["push", "web", "api", "schedule", "merge_request_event", "trigger", "pipeline"]
const rarely = [
  "parent_pipeline",
  "chat",
  "external",
  "external_pull_request_event",
  "webide",
  "container_registry_push",
]
const mostCombinations = 200

/** The texts that one with inputs can be, of inputs whose values are known. */
const expanded =
  (inputs: ReadonlyMap<string, Input>) =>
  (text: string): readonly string[] =>
    partsOf(text).reduce<readonly string[]>(
      (made, part) => {
        const values = typeof part === "string" ? [part] : (inputs.get(part.input)?.options ?? [])
        const next = made.flatMap((one) => values.map((value) => one + value))
        return next.length > mostCombinations ? [] : next
      },
      [""],
    )

const conditionsOf = (rules: readonly Rule[] | undefined): readonly Condition[] =>
  (rules ?? []).flatMap((rule) => rule.if ?? [])

/** Every condition of a file. */
export const allConditions = ({ workflow, jobs }: GitlabFile): readonly Condition[] => [
  ...conditionsOf(workflow),
  ...jobs.flatMap(({ rules, only, except, presence }) => [
    ...[...presence, rules].flatMap(conditionsOf),
    ...(only?.variables ?? []),
    ...(except?.variables ?? []),
  ]),
]

export const contextOf = (file: GitlabFile, choices: Choices, options: ContextOptions): Context => {
  const { diagrams } = choices
  const inputs = new Map(file.inputs.map((input) => [input.name, input]))
  const conditions = [...new Set(allConditions(file))]
  const known = compared(conditions, expanded(inputs))
  const read = new Set(conditions.flatMap(variablesOf))
  const asksMergeRequestName = read.has("CI_COMMIT_REF_NAME")

  // Who starts it.
  const mentioned = new Set(known.textsOf("CI_PIPELINE_SOURCE"))
  const offered = [...sources, ...rarely.filter((one) => mentioned.has(one)), "another source"]
  const source = choices.add(
    { kind: "context", name: "source" },
    offered,
    offered.map((_, index) => Math.min(index, 3)),
  )
  const isSource = (...wanted: readonly string[]): Diagram =>
    source.is(...offered.flatMap((one, index) => (wanted.includes(one) ? [index] : [])))

  // On what.
  const policyNames = file.jobs.flatMap(({ only, except }) => [...(only?.refs ?? []), ...(except?.refs ?? [])])
  const names = [...new Set([...known.textsOf(references[0]), ...options.names, ...policyNames])].filter(
    (name) => name !== "" && !name.startsWith("/") && !isPolicyWord(name),
  )
  const reference = referenceOf(choices, names, options.asksDefault || read.has("CI_DEFAULT_BRANCH"))
  const isRequest = reference.isKind("merge request")
  const possible = diagrams.and(
    reference.possible,
    diagrams.or(
      diagrams.and(isSource("merge_request_event"), isRequest),
      diagrams.and(diagrams.not(isSource("merge_request_event")), diagrams.not(isRequest)),
    ),
  )

  const madeInputs = new Map<string, readonly Guarded[]>()
  const input = (name: string): readonly Guarded[] => {
    const before = madeInputs.get(name)
    if (before !== undefined) return before
    const declared = inputs.get(name)
    const free = [
      ...new Set([...(declared?.default === undefined ? [] : [declared.default]), ...known.textsOf(`inputs.${name}`)]),
    ]
    const listed = declared?.options
    const values: readonly Value[] = listed ?? [...free, { fresh: `inputs.${name}` }]
    const usual = values.indexOf(declared?.default ?? "")
    const asked = choices.add(
      { kind: "context", name: `input ${name}` },
      values.map((value) => (typeof value === "string" ? value : "anything else")),
      values.map((value, index) => (index === usual ? 0 : typeof value === "string" ? 1 : 2)),
    )
    const made = values.map((value, index): Guarded => ({ when: asked.is(index), value }))
    madeInputs.set(name, made)
    return made
  }
  // Every input with options is asked for in the order of the header: that of its lane stands first in every diagram.
  for (const { name, options: listed } of file.inputs) if (listed !== undefined) input(name)

  const text = (whole: string): readonly Guarded[] => {
    if (holesOf(whole).length === 0) return [{ when: diagrams.yes, value: whole }]
    return partsOf(whole).reduce<readonly Guarded[]>(
      (made, part) => {
        const values: readonly Guarded[] =
          typeof part === "string" ? [{ when: diagrams.yes, value: part }] : input(part.input)
        return joined(
          diagrams,
          made.flatMap((one) =>
            values.map((other): Guarded => {
              const when = diagrams.and(one.when, other.when)
              if (one.value === "") return { when, value: other.value }
              const both = typeof one.value === "string" && typeof other.value === "string"
              return { when, value: both ? `${one.value}${other.value}` : { fresh: whole, isVague: true } }
            }),
          ),
        )
      },
      [{ when: diagrams.yes, value: "" }],
    )
  }

  /**
   * A variable of which only its values in conditions are known. `kept`: a file sets it, which the first value stands for;
   * else the first is that nothing does.
   */
  const anyValue = (name: string, kept: boolean): readonly Guarded[] => {
    const values: readonly (Value | "kept")[] = [
      ...(kept ? (["kept"] as const) : [null]),
      ...new Set(["", ...known.textsOf(name)]),
      { fresh: `$${name}` },
    ]
    const asked = choices.add(
      { kind: "context", name: `$${name}` },
      values.map((value, index) => {
        if (index === 0) return kept ? "not overridden" : "unset"
        return typeof value === "string" ? (value === "" ? "empty" : value) : "anything else"
      }),
    )
    return values.map((value, index) => ({
      when: asked.is(index),
      value: index === 0 && kept ? { fresh: "kept" } : value,
    }))
  }

  const constant = (value: Value): readonly Guarded[] => [{ when: diagrams.yes, value }]
  const kinds: { readonly [name: string]: readonly ReferenceKind[] } = {
    CI_COMMIT_BRANCH: ["branch"],
    CI_COMMIT_TAG: ["tag"],
    CI_COMMIT_REF_NAME: ["branch", "tag", ...(asksMergeRequestName ? (["merge request"] as const) : [])],
  }
  /** What GitLab sets, as long as nobody overrides it. */
  const predefined = (name: string): readonly Guarded[] | undefined => {
    if (options.hostile) return undefined
    if (name === "CI_PIPELINE_SOURCE")
      return offered.map((one, index) => ({
        when: source.is(index),
        value: index === offered.length - 1 ? { fresh: one } : one,
      }))
    const referred = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    if (referred !== undefined) return reference.names(...referred)
    if (name === "CI_DEFAULT_BRANCH") return reference.defaultBranch
    if (name === "CI" || name === "GITLAB_CI") return constant("true")
    if (!name.startsWith("CI_MERGE_REQUEST_")) return undefined
    return [
      { when: diagrams.not(isRequest), value: null },
      ...free(name).map((one) => ({ when: diagrams.and(isRequest, one.when), value: one.value })),
    ]
  }

  const madeVariables = new Map<string, readonly Guarded[]>()
  const remember = (key: string, make: () => readonly Guarded[]): readonly Guarded[] => {
    const before = madeVariables.get(key)
    if (before !== undefined) return before
    const made = make()
    madeVariables.set(key, made)
    return made
  }
  const free = (name: string): readonly Guarded[] => remember(name, () => anyValue(name, false))

  const variable: Context["variable"] = (name, own) => {
    const set = predefined(name)
    if (set !== undefined) return set
    const [nearest] = own
    if (nearest === undefined) return free(name)
    // Whoever starts a pipeline may override what the files set.
    const outside = remember(`kept ${name}`, () => anyValue(name, true))
    return joined(
      diagrams,
      outside.flatMap(({ when, value }, index) =>
        index === 0
          ? nearest.map((one) => ({ when: diagrams.and(when, one.when), value: one.value }))
          : [{ when, value }],
      ),
    )
  }
  return { choices, possible, isHostile: options.hostile, isSource, reference, input, text, variable }
}
