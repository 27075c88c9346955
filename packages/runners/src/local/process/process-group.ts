import * as Effect from "effect/Effect"
import { groupLives, signalGroup } from "./group-lives.js"

/** Milliseconds between SIGTERM and SIGKILL. */
export const grace = 5_000

/** Milliseconds that what a successful program left behind has to move to a session of its own. */
const settling = 250
/** Milliseconds after which a process that even SIGKILL does not end is given up. */
const afterKill = 1_000
const pollEvery = 10
const pollSeldom = 100

/** Waits until nothing of a group runs, or gives up after `patience` milliseconds. */
const gone = (leader: number, patience = Number.POSITIVE_INFINITY): Effect.Effect<void> =>
  Effect.callback((resume) => {
    // The operating system tells nobody when a group empties, so it is asked again and again, in real time.
    let waited = 0
    let timer: NodeJS.Timeout | undefined
    const look = (every: number) => {
      if (!groupLives(leader) || waited >= patience) return resume(Effect.void)
      waited += every
      timer = setTimeout(look, every, Math.min(every * 2, pollSeldom))
    }
    look(pollEvery)
    return Effect.sync(() => clearTimeout(timer))
  })

/** Ends a process group: SIGTERM, and SIGKILL for what is left after the grace time. */
export const endGroup = Effect.fnUntraced(function* (leader: number) {
  if (!groupLives(leader)) return
  signalGroup(leader, "SIGTERM")
  const force = Effect.sleep(grace).pipe(
    Effect.andThen(Effect.sync(() => signalGroup(leader, "SIGKILL"))),
    Effect.andThen(gone(leader, afterKill)),
  )
  yield* Effect.raceFirst(gone(leader), force)
})

/**
 * Ends what a program that succeeded has left in its group. A server that it started with `setsid` may still be on its
 * way to its own session, so it gets a moment.
 */
export const endLeftovers = Effect.fnUntraced(function* (leader: number) {
  if (!groupLives(leader)) return
  yield* gone(leader, settling)
  yield* endGroup(leader)
})
