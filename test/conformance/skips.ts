import type { Scenario } from "./scenario.js"

/** What is not compared, and why. */
export interface Skip {
  readonly program: string
  readonly reason: string
  /** In words: which scenarios. */
  readonly what: string
  readonly covers: (scenario: Scenario) => boolean
}

const promotes =
  (...environments: readonly string[]) =>
  ({ way }: Scenario) =>
    way.lane === "promote" && environments.includes(way.environment ?? "")

/** Scenarios that are left out on every backend. */
export const skips: readonly Skip[] = [
  {
    program: "diamond",
    reason:
      "`one` and `two` get different artifacts of one release, so that what runs in the one cannot be promoted to the other: there is nothing to promote",
    what: "promotions to `one` and `two`",
    covers: promotes("one", "two"),
  },
]

/** Programs that do not really run here. */
export const unrun: ReadonlyMap<string, string> = new Map([
  ["careful", "its soak takes 12 hours, which only a dry run's clock can skip"],
])

/** Whether a scenario of a program is compared at all. */
export const isCompared = (program: string, scenario: Scenario): boolean =>
  !skips.some((skip) => skip.program === program && skip.covers(scenario))
