import type { NodeOf } from "@shipline/core/plan"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Attempts } from "./attempts.js"
import { Deployments, type Opened } from "./deployments.js"
import type { Outcome } from "./outcome.js"
import { Reporter } from "./reporter.js"
import type { RunContext } from "./run-context.js"
import { runEvidence } from "./run-evidence.js"
import type { Verdict } from "./verdict.js"

type Result = Parameters<Deployments["Service"]["close"]>[2]

const results: { readonly [V in Verdict]: Result } = {
  passed: "succeeded",
  failed: "failed",
  errored: "failed",
  cancelled: "cancelled",
  skipped: "cancelled",
  held: "cancelled",
}

const resultOf = (exit: Exit.Exit<Outcome>): Result => {
  if (Exit.isSuccess(exit)) return results[exit.value.verdict]
  return Cause.hasInterrupts(exit.cause) ? "cancelled" : "failed"
}

/**
 * One deployment from the decision to the record of its end. However many parts its job has, it is decided once, when
 * the first of them is about to start; what was admitted is closed whatever happens.
 */
export const makeOpening = Effect.fnUntraced(function* (run: RunContext, node: NodeOf<"deploy">) {
  const deployments = yield* Deployments
  const reporter = yield* Reporter
  let opened: Opened | undefined

  const decide = Effect.gen(function* () {
    opened = yield* deployments.open(node, runEvidence(run))
    yield* reporter.emit({
      kind: "admission",
      node: node.id,
      environment: node.environment,
      lane: run.options.lane,
      admitted: opened.admitted,
      reasons: opened.admitted ? [] : opened.reasons,
      overrides: opened.admitted ? opened.overrides : [],
      ...(opened.admitted && { deployment: opened.deployment }),
    })
    if (opened.admitted) return undefined
    const [problem] = opened.reasons
    return { verdict: "failed", attempts: 0, ...(problem !== undefined && { problem }) } satisfies Attempts
  }).pipe(
    Effect.catchTag("RunError", ({ problems: [problem] }) =>
      Effect.succeed<Attempts>({ verdict: "errored", attempts: 0, ...(problem !== undefined && { problem }) }),
    ),
  )

  return {
    /** How a part ends that may not start; undefined where it may. An interruption waits for the decision. */
    refused: yield* Effect.cached(Effect.uninterruptible(decide)),
    close: (exit: Exit.Exit<Outcome>) =>
      Effect.suspend(() =>
        opened?.admitted === true ? deployments.close(node, opened.deployment, resultOf(exit)) : Effect.void,
      ),
    /** Adds every reason of a refusal. */
    explain: (outcome: Outcome): Outcome =>
      opened?.admitted === false && opened.reasons.length > 1 ? { ...outcome, reasons: opened.reasons } : outcome,
  }
})
