import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { runProblem } from "../errors/run-problem.js"
import { Stop } from "../scheduler/stop.js"

/**
 * Turns an interruption of the caller into a requested stop, and waits for the run to end in order: deployments
 * finish, the journal is closed, no process is left.
 */
export const unhurried = <A, E, R>(run: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | Stop> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const stop = yield* Stop
      const fiber = yield* Effect.forkDetach(Effect.interruptible(run))
      const reason = runProblem("SL4507", "", "the run was interrupted", "Run again to go on from the start.")
      return yield* restore(Fiber.join(fiber)).pipe(
        Effect.onInterrupt(() => Effect.andThen(stop.request(reason), Fiber.await(fiber))),
      )
    }),
  )
