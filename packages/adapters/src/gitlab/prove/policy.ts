import type { Diagram } from "../../prove/diagrams.js"
import type { Policy } from "../read/types.js"
import type { Context } from "./context.js"
import type { Evaluator, Scope } from "./evaluate.js"

const sourceWords: { readonly [word: string]: readonly string[] } = {
  pushes: ["push"],
  web: ["web"],
  api: ["api"],
  schedules: ["schedule"],
  triggers: ["trigger"],
  pipelines: ["pipeline"],
  chat: ["chat"],
  external: ["external"],
  external_pull_requests: ["external_pull_request_event"],
  merge_requests: ["merge_request_event"],
}

/** Whether it stands for a kind of reference or a source, not for a name. */
export const isPolicyWord = (word: string): boolean =>
  word === "branches" || word === "tags" || Object.hasOwn(sourceWords, word)

/** Where `only` lets a job run, or `except` keeps it out. */
export const policies = (context: Context, { holds }: Evaluator) => {
  const { choices, reference } = context
  const { diagrams } = choices

  const refs = (words: readonly string[]): Diagram => {
    const names = reference.names("branch", "tag")
    return diagrams.or(
      ...words.map((word) => {
        if (word === "branches") return reference.isKind("branch")
        if (word === "tags") return reference.isKind("tag")
        if (Object.hasOwn(sourceWords, word)) return context.isSource(...(sourceWords[word] ?? []))
        const [, source = "", flags = ""] = /^\/(.*)\/(\w*)$/.exec(word) ?? []
        if (source === "") return diagrams.or(...names.flatMap(({ when, value }) => (value === word ? [when] : [])))
        const scope: Scope = () => names
        const isName = diagrams.or(reference.isKind("branch"), reference.isKind("tag"))
        const left = { kind: "variable", name: "CI_COMMIT_REF_NAME" } as const
        return diagrams.and(isName, holds({ kind: "=~", left, right: { kind: "pattern", source, flags } }, scope))
      }),
    )
  }

  const parts = (policy: Policy, scope: Scope, path: string): readonly Diagram[] => [
    ...(policy.refs === undefined ? [] : [refs(policy.refs)]),
    ...(policy.variables === undefined ? [] : [diagrams.or(...policy.variables.map((one) => holds(one, scope)))]),
    ...(policy.asksMore ? [choices.guess(`only or except of ${path}, which ask for changed files or a cluster`)] : []),
  ]
  return {
    only: (policy: Policy, scope: Scope, path: string) => diagrams.and(...parts(policy, scope, path)),
    except: (policy: Policy, scope: Scope, path: string) => diagrams.or(...parts(policy, scope, path)),
    /** A job with neither rules nor only, where the workflow has no rules either: no merge requests. */
    usual: () => refs(["branches", "tags"]),
  }
}
