import type { GateOptions } from "./job-options.js"
import type { NeedsOf } from "./ref.js"
import type { Shell } from "./shell.js"
import type { Target } from "./target.js"

export type OnTarget = (target: Target) => Shell<string>
export type Run = Shell<string> | OnTarget

/** The faster variant runs as the gate itself does, and uses no artifact that the gate does not use. */
export interface Faster<R> {
  /** What the gate runs in the hotfix lane; it stays the same gate. Default: what it always runs. */
  readonly hotfix?: R extends OnTarget ? (target: Target) => Shell<NeedsOf<ReturnType<R>>> : Shell<NeedsOf<R>>
}

export interface Advisable<A extends boolean> {
  /** The gate may fail. It proves nothing, nothing waits for it, and no environment can require it. Default: false. */
  readonly advisory?: A
}

export interface Waivable<W extends boolean> {
  /** Whether a hotfix policy may leave the gate out. `false`: every one of an environment that requires it must keep it. Default: true. */
  readonly waivable?: W
}

/** All options of a gate. An interface, because it costs the compiler less than an intersection. */
export interface OptionsOf<R, A extends boolean, W extends boolean>
  extends GateOptions,
    Faster<R>,
    Advisable<A>,
    Waivable<W> {}

/** Instead of what the gate runs: what holds for a contract, however it is fulfilled. */
export interface Terms {
  readonly waivable: boolean
}
