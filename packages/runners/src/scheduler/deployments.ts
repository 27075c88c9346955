import type { Override, Problem } from "@shipline/core"
import type { Evidence, GateVerdict } from "@shipline/core/ledger"
import type { NodeOf } from "@shipline/core/plan"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { RunError } from "../errors/run-error.js"

/** What was decided on a deployment, and recorded. */
export type Opened =
  | { readonly admitted: true; readonly deployment: string; readonly overrides: readonly Override[] }
  /** Every reason at once; at least one. */
  | { readonly admitted: false; readonly reasons: readonly Problem[] }

/**
 * Where deployments are decided and recorded. It fails with a `RunError` where the ledger cannot be used: nothing
 * deploys that cannot be recorded.
 */
export class Deployments extends Context.Service<
  Deployments,
  {
    /** Decides at this moment and records the decision. */
    open(node: NodeOf<"deploy">, evidence: readonly Evidence[]): Effect.Effect<Opened, RunError>
    /** Records how an admitted deployment ended. */
    close(
      node: NodeOf<"deploy">,
      deployment: string,
      result: "succeeded" | "failed" | "cancelled",
    ): Effect.Effect<void, RunError>
    /**
     * Records a verdict on the candidate in the node's environment, if that is what runs there. False where it is not, or
     * where nobody knows: the check may then have looked at another release.
     */
    checked(node: NodeOf<"verify">, verdict: GateVerdict): Effect.Effect<boolean, RunError>
    /**
     * Milliseconds for which the candidate must still run, verified, in the node's environment; 0 where it has run long
     * enough, undefined where it does not run there verified.
     */
    soakLeft(node: NodeOf<"soak">): Effect.Effect<number | undefined, RunError>
  }
>()("@shipline/runners/scheduler/Deployments") {}
