import type { Scenario } from "./scenario.js"

/** What is not compared, and why. */
export interface Skip {
  readonly program: string
  readonly reason: string
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
      "`one` and `two` get different artifacts of one release, so that nothing which runs in the other can be promoted there: there is nothing to promote",
    covers: promotes("one", "two"),
  },
]

/** Programs that do not really run here. */
export const unrun: ReadonlyMap<string, string> = new Map([
  ["careful", "its soak takes 12 hours, which only a dry run's clock can skip"],
])
