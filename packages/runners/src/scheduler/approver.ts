import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/** What a person is asked. `opens` names the environments that wait for the answer. */
export interface ApprovalQuestion {
  readonly node: string
  readonly gate: string
  readonly title: string
  readonly version: string
  readonly opens: readonly string[]
}

/** Who said what: `yes` or `no`, and by which way; `nobody` where there is no one to ask. */
export type Decision =
  | { readonly answer: "yes" | "no"; readonly by: "option" | "person" }
  | { readonly answer: "nobody" }

/** Decides approvals. */
export class Approver extends Context.Service<
  Approver,
  { decide(question: ApprovalQuestion): Effect.Effect<Decision> }
>()("@shipline/runners/scheduler/Approver") {}
