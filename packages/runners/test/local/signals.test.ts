import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import { stopOnSignals } from "../../src/local/signals.js"
import { Stop } from "../../src/scheduler/stop.js"

/** What a run hears, without a true signal to this process. */
const hear = (signal: "SIGHUP" | "SIGTERM") =>
  Effect.andThen(
    Effect.sync(() => process.emit(signal, signal)),
    Effect.yieldNow,
  )

describe("signals", () => {
  it.effect("the first requests a stop, an echo of it is nothing, the next forces it", () =>
    Effect.gen(function* () {
      const stop = yield* Stop
      let forced = false
      yield* Effect.forkChild(
        Effect.andThen(
          stop.forced,
          Effect.sync(() => {
            forced = true
          }),
        ),
      )
      const before = process.listenerCount("SIGHUP")
      const scoped = Effect.gen(function* () {
        yield* Effect.forkScoped(stopOnSignals, { startImmediately: true })
        expect(process.listenerCount("SIGHUP")).toBe(before + 1)
        yield* hear("SIGHUP")
        expect((yield* stop.requested).message).toBe("the run was stopped by SIGHUP")
        yield* hear("SIGHUP")
        yield* TestClock.adjust(999)
        yield* hear("SIGHUP")
        yield* TestClock.adjust(0)
        expect(forced).toBe(false)
        yield* TestClock.adjust(1)
        yield* hear("SIGHUP")
        yield* TestClock.adjust(0)
        expect(forced).toBe(true)
      })
      yield* Effect.scoped(scoped)
      expect(process.listenerCount("SIGHUP")).toBe(before)
    }).pipe(Effect.provide(Stop.layer)),
  )
})
