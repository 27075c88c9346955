import type { Problem } from "@shipline/core"
import type { NodeOf } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { Jobs } from "./jobs.js"
import { Locks } from "./locks.js"
import { makeOpening } from "./opening.js"
import { type Outcome, unstarted } from "./outcome.js"
import { Reporter } from "./reporter.js"
import type { RunContext } from "./run-context.js"
import { runJob } from "./run-job.js"
import { Stop } from "./stop.js"

/** What could not be recorded did not happen in order: nothing more starts. */
const errored = Effect.fnUntraced(function* (problem: Problem | undefined) {
  const stop = yield* Stop
  if (problem !== undefined) yield* stop.request(problem)
  return unstarted("errored", problem)
})

/** Deploys to one environment: holds its lock, asks for admission when the first part starts, and tells what is there now. */
export const runDeploy = Effect.fnUntraced(function* (run: RunContext, node: NodeOf<"deploy">) {
  const jobs = yield* Jobs
  const locks = yield* Locks
  const reporter = yield* Reporter
  const stop = yield* Stop
  const environment = run.plan.environments.find((candidate) => candidate.name === node.environment)

  const waiting = (holder: string) =>
    reporter.emit({ kind: "lock-waited", node: node.id, environment: node.environment, holder })
  const locked = locks.hold(environment?.lock ?? node.environment, waiting).pipe(
    Effect.as<Outcome | undefined>(undefined),
    Effect.catchTag("RunError", ({ problems: [problem] }) => errored(problem)),
  )
  const halted = Effect.map(stop.requested, (reason): Outcome => unstarted("cancelled", reason))

  const deploy = Effect.gen(function* () {
    const early = yield* Effect.raceFirst(locked, halted)
    if (early !== undefined) return early
    const opening = yield* makeOpening(run, node)
    const outcome = yield* runJob(run, node, opening.refused).pipe(
      Effect.onExit(opening.close),
      Effect.catchTag("RunError", ({ problems: [problem] }) => errored(problem)),
    )
    if (outcome.verdict === "passed")
      yield* reporter.emit({
        kind: "deployed",
        node: node.id,
        environment: node.environment,
        ...(environment?.url !== undefined && { url: environment.url }),
        version: run.options.version,
        artifacts: yield* jobs.uses(node),
      })
    return opening.explain(outcome)
  })
  return yield* Effect.scoped(deploy)
})
