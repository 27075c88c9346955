import type { Actor } from "@shipline/core/ledger"
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

/** What was said, by which way and by whom, as far as it is known; `nobody` where there is no one to ask. */
export type Decision =
  | { readonly answer: "yes" | "no"; readonly by: "option" | "person"; readonly actor?: Actor }
  | { readonly answer: "nobody" }

/** Decides approvals. */
export class Approver extends Context.Service<
  Approver,
  { decide(question: ApprovalQuestion): Effect.Effect<Decision> }
>()("@shipline/runners/scheduler/Approver") {}
