import type { Problem } from "@shipline/core"
import type { NodeOf } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { admission } from "./admission.js"
import { Jobs } from "./jobs.js"
import { Locks } from "./locks.js"
import { type Outcome, unstarted } from "./outcome.js"
import { Reporter } from "./reporter.js"
import type { RunContext } from "./run-context.js"
import { runJob } from "./run-job.js"
import { Stop } from "./stop.js"

/** Deploys to one environment: holds its lock, asks for admission at each attempt, and tells what is there now. */
export const runDeploy = Effect.fnUntraced(function* (run: RunContext, node: NodeOf<"deploy">) {
  const jobs = yield* Jobs
  const locks = yield* Locks
  const reporter = yield* Reporter
  const stop = yield* Stop
  const environment = run.plan.environments.find((candidate) => candidate.name === node.environment)
  const admitted = Effect.sync((): Problem | undefined =>
    admission(node, run.options.allow, (id) => run.outcomes.get(id)?.verdict),
  )

  const waiting = (holder: string) =>
    reporter.emit({ kind: "lock-waited", node: node.id, environment: node.environment, holder })
  const locked = locks.hold(environment?.lock ?? node.environment, waiting).pipe(
    Effect.as<Outcome | undefined>(undefined),
    Effect.catchTag("RunError", ({ problems: [problem] }) => Effect.succeed(unstarted("errored", problem))),
  )
  const halted = Effect.map(stop.requested, (reason): Outcome => unstarted("cancelled", reason))

  const deploy = Effect.gen(function* () {
    const early = yield* Effect.raceFirst(locked, halted)
    if (early !== undefined) {
      if (early.verdict === "errored" && early.problem !== undefined) yield* stop.request(early.problem)
      return early
    }
    const outcome = yield* runJob(run, node, admitted)
    if (outcome.verdict === "passed")
      yield* reporter.emit({
        kind: "deployed",
        node: node.id,
        environment: node.environment,
        ...(environment?.url !== undefined && { url: environment.url }),
        version: run.options.version,
        artifacts: yield* jobs.uses(node),
      })
    return outcome
  })
  return yield* Effect.scoped(deploy)
})
