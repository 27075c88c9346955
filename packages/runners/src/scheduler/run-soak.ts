import type { NodeOf } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { type Outcome, unstarted } from "./outcome.js"
import { Reporter } from "./reporter.js"
import type { RunContext } from "./run-context.js"
import { Stop } from "./stop.js"

/** Lets the candidate run in an environment for a time. */
export const runSoak = Effect.fnUntraced(function* (_run: RunContext, node: NodeOf<"soak">) {
  const reporter = yield* Reporter
  const stop = yield* Stop
  const { environment, duration } = node
  yield* reporter.emit({ kind: "soaking", node: node.id, environment, duration })
  const wait = Effect.as(Effect.sleep(duration), { ...unstarted("passed"), duration } satisfies Outcome)
  return yield* Effect.raceFirst(
    wait,
    Effect.map(stop.requested, (reason) => unstarted("cancelled", reason)),
  )
})
