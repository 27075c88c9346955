import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import { runProblem } from "../errors/run-problem.js"
import { Stop } from "../scheduler/stop.js"

const stopping = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** Milliseconds in which the same signal again is an echo: the terminal sends Ctrl-C, and npm passes on its own. */
const echo = 1_000

/**
 * Lets signals stop a run, for as long as the scope lasts: the first requests a stop, which lets deployments finish,
 * the next forces it. Never returns.
 */
export const stopOnSignals = Effect.gen(function* () {
  const stop = yield* Stop
  const received = yield* Queue.unbounded<NodeJS.Signals>()
  yield* Effect.acquireRelease(
    Effect.sync(() => {
      const listener = (signal: NodeJS.Signals) => {
        Queue.offerUnsafe(received, signal)
      }
      for (const signal of stopping) process.on(signal, listener)
      return listener
    }),
    (listener) =>
      Effect.sync(() => {
        for (const signal of stopping) process.off(signal, listener)
      }),
  )
  const signal = yield* Queue.take(received)
  yield* stop.request(
    runProblem("SL4507", "", `the run was stopped by ${signal}`, "Run again to go on from the start."),
  )
  const first = yield* Clock.currentTimeMillis
  for (;;) {
    const again = yield* Queue.take(received)
    if (again !== signal || (yield* Clock.currentTimeMillis) - first >= echo) break
  }
  yield* stop.force
  return yield* Effect.never
})
