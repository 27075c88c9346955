import type { Problem } from "@shipline/core"
import type { Plan } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { Jobs } from "../scheduler/jobs.js"
import type { Scheduled } from "../scheduler/schedule.js"
import type { DeploymentSummary, NodeSummary, RunSummary } from "../scheduler/summary.js"
import { isBad } from "../scheduler/verdict.js"
import type { Candidate } from "./candidate/candidate.js"
import { maskProblem } from "./journal/local-reporter.js"
import type { Mask } from "./process/masker.js"

interface Ended {
  readonly plan: Plan
  readonly candidate: Candidate
  readonly mask: Mask
  readonly scheduled: Scheduled
  readonly stopped: Problem | undefined
}

const verdictOf = ({ scheduled, stopped }: Ended): RunSummary["verdict"] => {
  if (stopped?.code === "SL4507") return "cancelled"
  const bad = scheduled.some(({ outcome, advisory }) => isBad(outcome.verdict) && !advisory)
  return bad || stopped !== undefined ? "failed" : "passed"
}

const nodeSummary = (mask: Mask, { node, outcome, advisory }: Scheduled[number]): NodeSummary => ({
  id: node.id,
  title: node.title,
  kind: node.kind,
  verdict: outcome.verdict,
  duration: outcome.duration,
  ...(advisory && { advisory: true }),
  ...(outcome.problem !== undefined && { problem: maskProblem(mask, outcome.problem) }),
  ...(outcome.reasons !== undefined && { reasons: outcome.reasons.map((reason) => maskProblem(mask, reason)) }),
  legs: outcome.legs.map((leg) =>
    leg.problem === undefined ? leg : { ...leg, problem: maskProblem(mask, leg.problem) },
  ),
})

/** What a run did, from how its nodes ended. */
export const summarise = Effect.fnUntraced(function* (
  ended: Ended,
  about: Pick<RunSummary, "run" | "folder" | "lane" | "started" | "duration">,
) {
  const { plan, candidate, mask, scheduled, stopped } = ended
  const jobs = yield* Jobs
  const deployments: DeploymentSummary[] = []
  for (const { node, outcome } of scheduled) {
    if (node.kind !== "deploy" || outcome.verdict !== "passed") continue
    const url = plan.environments.find((environment) => environment.name === node.environment)?.url
    deployments.push({
      node: node.id,
      environment: node.environment,
      ...(url !== undefined && { url }),
      version: candidate.version,
      artifacts: yield* jobs.uses(node),
    })
  }
  return {
    ...about,
    pipeline: plan.name,
    version: candidate.version,
    commit: candidate.commit,
    verdict: verdictOf(ended),
    nodes: scheduled.map((one) => nodeSummary(mask, one)),
    deployments,
    held: scheduled.flatMap(({ node, outcome }) =>
      node.kind === "deploy" && outcome.verdict === "held" ? [node.environment] : [],
    ),
    ...(stopped !== undefined && { stopped: maskProblem(mask, stopped) }),
  } satisfies RunSummary
})
