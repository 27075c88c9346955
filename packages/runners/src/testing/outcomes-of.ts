import type { Pipeline } from "@shipline/core"
import type { SimulatedOutcome } from "../dry-run/simulated-outcome.js"
import { isJobNode } from "../scheduler/job-node.js"

/** What `outcomesOf` uses of fast-check, so that Shipline needs none. `One` and `All` are its arbitraries. */
export interface FastCheck<One, All> {
  constantFrom(...values: readonly SimulatedOutcome[]): One
  record(model: { [title: string]: One }): All
}

const wrong: readonly SimulatedOutcome[] = [
  { takes: "7 minutes" },
  ["failed", "passed"],
  "failed",
  "errored",
  "timed out",
]

/** Among as many jobs about one goes wrong: whole ways through a pipeline are met as often as each way to leave it. */
const choices = (jobs: number): readonly SimulatedOutcome[] => [
  ...Array.from({ length: wrong.length * Math.max(1, jobs - 1) }, (): SimulatedOutcome => "passed"),
  ...wrong,
]

/**
 * Every way in which the jobs of a pipeline may end, as an arbitrary for `simulate`. Use it in properties: whatever fails,
 * nothing that is not proved is deployed. On average one job is slow, flaky, fails, cannot be run or is timed out. `fc` is
 * fast-check, which is yours.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { simulate } from "@shipline/runners"
 * import { outcomesOf } from "@shipline/runners/testing"
 * import fc from "fast-check"
 *
 * const unit = gate("unit", sh`npm test`)
 * const production = environment("production", { requires: [unit] })
 * const shop = pipeline("shop", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })))
 *
 * await fc.assert(fc.asyncProperty(outcomesOf(fc, shop), async (outcomes) => {
 *   const { jobs, deployments } = await simulate(shop, { outcomes })
 *   const isGreen = jobs.some(({ title, verdict }) => title === "unit" && verdict === "passed")
 *   return isGreen || deployments.length === 0
 * }))
 * ```
 */
export const outcomesOf = <One, All>(fc: FastCheck<One, All>, pipeline: Pick<Pipeline, "plan">): All => {
  const titles = pipeline.plan.nodes.filter(isJobNode).map(({ title }) => title)
  const one = fc.constantFrom(...choices(titles.length))
  return fc.record(Object.fromEntries(titles.map((title) => [title, one] as const)))
}
