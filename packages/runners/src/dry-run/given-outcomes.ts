import type { Leg } from "../scheduler/leg.js"
import { millisecondsOf } from "./duration.js"
import type { SimulatedAttempt, SimulatedOutcome, SimulatedVerdict } from "./simulated-outcome.js"

/** How one attempt ends: `takes` is milliseconds. */
export interface GivenAttempt {
  readonly verdict: SimulatedVerdict
  readonly takes: number
}

/** By title: how each attempt ends, the last one for all that follow. */
export type GivenOutcomes = ReadonlyMap<string, readonly GivenAttempt[]>

export const minute = 60_000
const usual: GivenAttempt = { verdict: "passed", takes: minute }

const isList = (outcome: SimulatedOutcome): outcome is readonly (SimulatedVerdict | SimulatedAttempt)[] =>
  Array.isArray(outcome)

/** The attempts that an outcome stands for. */
export const attemptsOf = (outcome: SimulatedOutcome): readonly SimulatedAttempt[] =>
  (isList(outcome) ? outcome : [outcome]).map((one) => (typeof one === "string" ? { verdict: one } : one))

/** Outcomes that have been checked, with their defaults. */
export const givenOutcomes = (outcomes: { readonly [title: string]: SimulatedOutcome }): GivenOutcomes =>
  new Map(
    Object.entries(outcomes).map(([title, outcome]) => [
      title,
      attemptsOf(outcome).map(({ verdict = "passed", takes }) => ({
        verdict,
        takes: (takes === undefined ? undefined : millisecondsOf(takes)) ?? minute,
      })),
    ]),
  )

/** How an attempt at a part of a node ends: what is said of the part counts before what is said of the node. */
export const givenAttempt = (outcomes: GivenOutcomes, title: string, leg: Leg, number: number): GivenAttempt => {
  const attempts = outcomes.get(leg.title) ?? outcomes.get(title) ?? []
  return attempts[Math.min(number, attempts.length) - 1] ?? usual
}
