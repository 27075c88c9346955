import type { GateVerdict } from "@shipline/core/ledger"
import type { NodeOf } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { runProblem } from "../errors/run-problem.js"
import { Deployments } from "./deployments.js"
import type { Outcome } from "./outcome.js"
import { isAdvisory, type RunContext } from "./run-context.js"
import { runJob } from "./run-job.js"
import { Stop } from "./stop.js"

const verdictOf = ({ verdict, legs }: Outcome): GateVerdict | undefined => {
  if (verdict === "passed" || verdict === "failed" || verdict === "errored") return verdict
  // It had begun to look, and nobody knows what it would have seen.
  return legs.some((leg) => leg.attempts > 0) ? "inconclusive" : undefined
}

/** What somebody else has deployed meanwhile is what the check may have seen: it proves nothing of this candidate. */
const elsewhere = (node: NodeOf<"verify">, outcome: Outcome): Outcome => ({
  ...outcome,
  verdict: "failed",
  problem: runProblem(
    "SL4312",
    `nodes.${node.id}`,
    `'${node.title}' proves nothing: ${node.environment} does not run this candidate any more`,
    "Something else was deployed there meanwhile. Run again, so that it is deployed and checked there.",
    node.at,
  ),
})

/** Checks what runs in an environment, and records the verdict on it. */
export const runVerify = Effect.fnUntraced(function* (run: RunContext, node: NodeOf<"verify">) {
  const deployments = yield* Deployments
  const stop = yield* Stop
  const outcome = yield* runJob(run, node)
  const verdict = isAdvisory(run.plan, node) ? undefined : verdictOf(outcome)
  if (verdict === undefined) return outcome
  return yield* Effect.uninterruptible(deployments.checked(node, verdict)).pipe(
    Effect.flatMap((counts) => {
      if (counts || outcome.verdict !== "passed") return Effect.succeed(outcome)
      const failed = elsewhere(node, outcome)
      return Effect.as(failed.problem === undefined ? Effect.void : stop.request(failed.problem), failed)
    }),
    Effect.catchTag("RunError", ({ problems: [problem] }) => {
      const unrecorded: Outcome = { ...outcome, verdict: "errored", ...(problem !== undefined && { problem }) }
      return Effect.as(problem === undefined ? Effect.void : stop.request(problem), unrecorded)
    }),
  )
})
