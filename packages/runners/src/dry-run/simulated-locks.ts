import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { Locks } from "../scheduler/locks.js"

/** Locks of this run alone. */
export const simulatedLocksLayer: Layer.Layer<Locks> = Layer.sync(Locks, () => {
  const locks = new Map<string, Semaphore.Semaphore>()
  return Locks.of({
    hold: (name) => {
      const lock = locks.get(name) ?? Semaphore.makeUnsafe(1)
      locks.set(name, lock)
      return lock.takeScoped(1)
    },
  })
})
