import type { Pipeline } from "@shipline/core"
import type { SimulatedOutcome } from "../dry-run/simulated-outcome.js"
import { isJobNode } from "../scheduler/job-node.js"

/** What `outcomesOf` uses of fast-check, so that Shipline needs none. `One` and `All` are its arbitraries. */
export interface FastCheck<One, All> {
  constantFrom(...values: readonly SimulatedOutcome[]): One
  record(model: { [title: string]: One }): All
}

/** Half of all jobs pass, so that whole ways through a pipeline are met as well as every way to leave it. */
const choices: readonly SimulatedOutcome[] = [
  "passed",
  "passed",
  "passed",
  { takes: "7 minutes" },
  ["failed", "passed"],
  "failed",
  "errored",
  "timed out",
]

/**
 * Every way in which the jobs of a pipeline may end, as an arbitrary for `simulate`. Use it in properties: whatever fails,
 * nothing that is not proved is deployed. `fc` is fast-check, which is yours.
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
export const outcomesOf = <One, All>(fc: FastCheck<One, All>, pipeline: Pick<Pipeline, "plan">): All =>
  fc.record(
    Object.fromEntries(
      pipeline.plan.nodes.filter(isJobNode).map(({ title }) => [title, fc.constantFrom(...choices)] as const),
    ),
  )
