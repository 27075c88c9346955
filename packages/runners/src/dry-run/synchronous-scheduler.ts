import * as Scheduler from "effect/Scheduler"

/** Runs fibers when it is told to, in the order in which they became ready, on the caller's stack. */
export interface SynchronousScheduler {
  readonly scheduler: Scheduler.Scheduler
  /** Runs until no fiber can go on. */
  flush(): void
}

export const synchronousScheduler = (): SynchronousScheduler => {
  const never = new Scheduler.MixedScheduler("sync", () => () => {})
  const dispatcher = never.makeDispatcher()
  return {
    // One queue for all fibers: each would get a queue of its own, which nobody flushes.
    scheduler: { executionMode: "sync", shouldYield: () => false, makeDispatcher: () => dispatcher },
    flush: () => dispatcher.flush(),
  }
}
