import type { Duration } from "@shipline/core"

/**
 * How a job ends in a simulation. `failed`: it ran and said no. `errored`: it could not be run at all. `timed out`: it
 * ran until its own timeout ended it.
 */
export type SimulatedVerdict = "passed" | "failed" | "errored" | "timed out"

/** How one attempt at a job ends, and after which time. */
export interface SimulatedAttempt {
  /** Default: `"passed"`. */
  readonly verdict?: SimulatedVerdict
  /** Default: `"1 minute"`. What takes longer than the job's timeout is timed out. */
  readonly takes?: Duration
}

/** How a job ends, at every attempt; or a list, for one attempt after the other, whose last holds for all that follow. */
export type SimulatedOutcome = SimulatedVerdict | SimulatedAttempt | readonly (SimulatedVerdict | SimulatedAttempt)[]

export const simulatedVerdicts: readonly SimulatedVerdict[] = ["passed", "failed", "errored", "timed out"]
