import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

/** Lets one job at a time have a port of this machine: in CI each job has a machine of its own. */
export const makePortLocks = () => {
  const ports = new Map<number, Semaphore.Semaphore>()
  const lockOf = (port: number) => {
    const lock = ports.get(port) ?? Semaphore.makeUnsafe(1)
    ports.set(port, lock)
    return lock
  }
  /** Holds these ports until the scope ends. All take them in the same order, so that none waits for each other. */
  return (wanted: readonly number[]) =>
    Effect.forEach(
      [...new Set(wanted)].sort((a, b) => a - b),
      (port) => lockOf(port).takeScoped(1),
      { discard: true },
    )
}
