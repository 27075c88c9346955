import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { RunError } from "../errors/run-error.js"

/** Who holds a lock, in words: `run 20260131-… (process 4711)`. */
export type Holder = string

/** Deployments that share a lock never run at the same time, whichever process runs them. */
export class Locks extends Context.Service<
  Locks,
  {
    /** Waits until the lock is free and holds it until the scope ends. `waiting` hears of each other holder once. */
    hold(lock: string, waiting: (holder: Holder) => Effect.Effect<void>): Effect.Effect<void, RunError, Scope.Scope>
  }
>()("@shipline/runners/scheduler/Locks") {}
