import type { Problem } from "@shipline/core"
import type { Actor } from "@shipline/core/ledger"
import type { Verdict } from "./verdict.js"

/** How one parallel part of a node ended. `duration` is milliseconds and leaves out the time spent waiting. */
export interface LegOutcome {
  readonly id: string
  readonly title: string
  readonly verdict: Verdict
  readonly duration: number
  readonly attempts: number
  readonly problem?: Problem
}

/** How a node ended. `duration` is milliseconds from its first step to its last; 0 where nothing ran. */
export interface Outcome {
  readonly verdict: Verdict
  readonly duration: number
  readonly problem?: Problem
  /** Of a refused deployment, where there are several: every reason, `problem` first. */
  readonly reasons?: readonly Problem[]
  /** Who decided, of an approval. */
  readonly by?: Actor
  readonly legs: readonly LegOutcome[]
}

/** How a node ended, and when: milliseconds since 1970. */
export interface Ended extends Outcome {
  readonly at: number
}

/** The outcome of a node of which nothing ran. */
export const unstarted = (verdict: Verdict, problem?: Problem): Outcome =>
  problem === undefined ? { verdict, duration: 0, legs: [] } : { verdict, duration: 0, problem, legs: [] }

const worstFirst: readonly Verdict[] = ["failed", "errored", "cancelled", "held", "skipped", "passed"]

/** A node passes only if each of its parts does. */
export const combine = (legs: readonly LegOutcome[], duration: number): Outcome => {
  const verdict = worstFirst.find((candidate) => legs.some((leg) => leg.verdict === candidate)) ?? "errored"
  const problem = legs.find((leg) => leg.verdict === verdict)?.problem
  return problem === undefined ? { verdict, duration, legs } : { verdict, duration, problem, legs }
}
