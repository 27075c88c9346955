import * as Semaphore from "effect/Semaphore"
import { Locks } from "../scheduler/locks.js"

/** Locks of this run alone. */
export const simulatedLocks = (): Locks["Service"] => {
  const locks = new Map<string, Semaphore.Semaphore>()
  return Locks.of({
    hold: (name) => {
      const lock = locks.get(name) ?? Semaphore.makeUnsafe(1)
      locks.set(name, lock)
      return lock.takeScoped(1)
    },
  })
}
