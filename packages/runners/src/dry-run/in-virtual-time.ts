import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { synchronousScheduler } from "./synchronous-scheduler.js"
import { virtualClock } from "./virtual-clock.js"

/**
 * Runs an effect to its end at once, on a clock that begins at `from` (milliseconds since 1970) and goes on whenever
 * everybody waits. It must wait for nothing but this clock and its own fibers: what waits for the world outside would
 * never be woken, and dies.
 */
export const inVirtualTime = <A, E>(effect: Effect.Effect<A, E>, from: number): Exit.Exit<A, E> => {
  const { clock, advance } = virtualClock(from)
  const { scheduler, flush } = synchronousScheduler()
  let exit: Exit.Exit<A, E> | undefined
  const fiber = Effect.runFork(Effect.provideService(effect, Clock.Clock, clock), { scheduler })
  fiber.addObserver((ended) => {
    exit = ended
  })
  do flush()
  while (exit === undefined && advance())
  if (exit !== undefined) return exit
  fiber.interruptUnsafe()
  flush()
  return Exit.die(new Error("a simulation waits for something that never comes"))
}
