import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Attempts } from "./attempts.js"
import type { JobNode } from "./job-node.js"
import { legsOf } from "./leg.js"
import { combine } from "./outcome.js"
import type { RunContext } from "./run-context.js"
import { runLeg } from "./run-leg.js"

/**
 * Runs all parts of a node side by side; it passes only if each of them does. `refused` is asked when a part is about to
 * start, and says how it ends instead.
 */
export const runJob = Effect.fnUntraced(function* (
  run: RunContext,
  node: JobNode,
  refused: Effect.Effect<Attempts | undefined> = Effect.succeed(undefined),
) {
  const started = yield* Clock.currentTimeMillis
  const legs = yield* Effect.forEach(legsOf(node), (leg) => runLeg(run, node, leg, refused), {
    concurrency: "unbounded",
  })
  const [only] = legs
  const ended = yield* Clock.currentTimeMillis
  return combine(legs, legs.length === 1 && only !== undefined ? only.duration : ended - started)
})
