import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { type Sleeper, Sleepers } from "./sleepers.js"

/** A clock that stands still until it is told to go on to the next moment for which somebody waits. */
export interface VirtualClock {
  readonly clock: Clock.Clock
  /** Goes on to the next moment and wakes who waits for it; false where nobody waits. */
  advance(): boolean
}

/** `from` is milliseconds since 1970. */
export const virtualClock = (from: number): VirtualClock => {
  const sleepers = new Sleepers()
  let now = from
  const millis = () => now
  const nanos = () => BigInt(Math.round(now)) * 1_000_000n
  const sleep = (duration: Duration.Duration): Effect.Effect<void> =>
    Effect.callback((resume) => {
      const time = Duration.toMillis(duration)
      const until = now + time
      if (until <= now) return resume(Effect.void)
      const sleeper: Sleeper = { until, wake: () => resume(Effect.void), gone: false }
      if (Number.isFinite(until)) sleepers.add(sleeper)
      return Effect.sync(() => {
        sleeper.gone = true
      })
    })
  return {
    clock: {
      currentTimeMillisUnsafe: millis,
      currentTimeMillis: Effect.sync(millis),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: nanos,
      monotonicTimeNanos: Effect.sync(nanos),
      sleep,
    },
    advance: () => {
      const next = sleepers.take()
      if (next === undefined) return false
      now = next.until
      next.wake()
      return true
    },
  }
}
