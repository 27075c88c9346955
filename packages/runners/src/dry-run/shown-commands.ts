import type { Script, Step } from "@shipline/core/plan"
import type { JobNode } from "../scheduler/job-node.js"
import { type KnownBefore, type ShownValue, shownValue } from "./shown-value.js"

/** What a job does in one step. */
export interface DryRunCommand {
  /** `note` is what is not run by a shell: `logs in to AWS`. */
  readonly kind: "script" | "note"
  /**
   * The script with its values in their places. A secret is `***`; what is not known before the run stands by its name:
   * `<digest of app>`, `<path of site>`, and in a job of several parts `<node>` or `<shard>`.
   */
  readonly text: string
}

const providers = { aws: "AWS", gcp: "Google Cloud", azure: "Azure" } as const

/** A text as one word of a shell. */
const word = ({ text, certain }: ShownValue): string =>
  !certain || /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`

/** Puts the program's values where the script reads them; variables that the script itself sets stay as they are. */
const filled = ({ run, variables }: Script, known: KnownBefore): string => {
  const values = new Map(variables.map(({ name, value }) => [name, shownValue(value, known)]))
  return run.replace(/("?)\$\{(\w+)\}("?)/g, (whole, before: string, name: string, after: string) => {
    const value = values.get(name)
    if (value === undefined) return whole
    return before === '"' && after === '"' ? word(value) : `${before}${value.text}${after}`
  })
}

type StepKind = Step["kind"]
type Tell<K extends StepKind> = (step: Extract<Step, { readonly kind: K }>, known: KnownBefore) => DryRunCommand

/** How each kind of step is told: total, so that a new kind fails to compile here. */
const table: { readonly [K in StepKind]: Tell<K> } = {
  script: (step, known) => ({ kind: "script", text: filled(step, known) }),
  login: ({ provider }) => ({ kind: "note", text: `logs in to ${providers[provider]}` }),
  raw: ({ platform, instead }, known) =>
    instead === undefined
      ? { kind: "note", text: `a step for ${platform} alone, left out elsewhere` }
      : { kind: "script", text: filled(instead, known) },
}

const tell = <K extends StepKind>(step: Step & { readonly kind: K }, known: KnownBefore): DryRunCommand => {
  const tellKind: Tell<K> = table[step.kind]
  // The entry for a kind takes the steps of that kind; TypeScript cannot follow a union through the index.
  return tellKind(step as Extract<Step, { readonly kind: K }>, known)
}

/** What a job would do, step by step. */
export const shownCommands = ({ job }: JobNode, known: KnownBefore): readonly DryRunCommand[] =>
  job.steps.map((step) => tell(step, known))
