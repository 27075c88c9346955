import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { type RunError, runError } from "../errors/run-error.js"
import { runProblem } from "../errors/run-problem.js"

/** A fault in what decides or records stops the run as a ledger does that cannot be used: nothing deploys past it. */
export const guarded = <A, R>(work: Effect.Effect<A, RunError, R>): Effect.Effect<A, RunError, R> =>
  Effect.catchDefect(work, (fault) =>
    Effect.fail(
      runError(
        runProblem("SL4405", "", Cause.pretty(Cause.die(fault)), "This is a fault in Shipline: please report it."),
      ),
    ),
  )
