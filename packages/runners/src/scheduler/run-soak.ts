import type { NodeOf } from "@shipline/core/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { runProblem } from "../errors/run-problem.js"
import { Deployments } from "./deployments.js"
import { type Outcome, unstarted } from "./outcome.js"
import { Reporter } from "./reporter.js"
import type { RunContext } from "./run-context.js"
import { Stop } from "./stop.js"

const gone = (node: NodeOf<"soak">) =>
  runProblem(
    "SL4305",
    `nodes.${node.id}`,
    `'${node.title}' is not met: ${node.environment} does not run this candidate, verified`,
    "Something else was deployed there, or a check there has not passed. Deploy it there again, and run on.",
    node.at,
  )

/** Lets the candidate run in an environment until it was the verified one there for long enough without a break. */
export const runSoak = Effect.fnUntraced(function* (_run: RunContext, node: NodeOf<"soak">) {
  const deployments = yield* Deployments
  const reporter = yield* Reporter
  const stop = yield* Stop
  const started = yield* Clock.currentTimeMillis

  const wait = Effect.gen(function* () {
    for (;;) {
      const left = yield* deployments.soakLeft(node)
      const duration = (yield* Clock.currentTimeMillis) - started
      if (left === undefined) return { ...unstarted("failed", gone(node)), duration }
      if (left <= 0) return { ...unstarted("passed"), duration }
      yield* reporter.emit({ kind: "soaking", node: node.id, environment: node.environment, duration: left })
      // Asked again afterwards: the candidate may have been replaced meanwhile.
      yield* Effect.sleep(left)
    }
  }).pipe(
    Effect.catchTag("RunError", ({ problems: [problem] }) => Effect.succeed(unstarted("errored", problem))),
    Effect.tap(({ problem }: Outcome) => (problem === undefined ? Effect.void : stop.request(problem))),
  )
  const halted = Effect.map(stop.requested, (reason): Outcome => unstarted("cancelled", reason))
  return yield* Effect.raceFirst(wait, halted)
})
