import { toBeRefused } from "./to-be-refused.js"
import { toDeployTo } from "./to-deploy-to.js"
import { toHaveRun } from "./to-have-run.js"

/**
 * What to expect of a trace, for Vitest, Jest, and whatever else has `expect.extend`. Use it in tests of a pipeline, beside
 * `simulate`. A name that the pipeline does not have is an error, also after `.not`.
 *
 * TypeScript is told of them once, in a file of the tests; docs/testing.md has the lines.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { simulate } from "@shipline/runners"
 * import { matchers } from "@shipline/runners/testing"
 *
 * const unit = gate("unit", sh`npm test`)
 * const production = environment("production", { requires: [unit] })
 * const shop = pipeline("shop", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })))
 *
 * const trace = await simulate(shop, { outcomes: { unit: "failed" } })
 * console.log(matchers.toDeployTo(trace, "production").message())
 * // it was to be deployed to production, but admission was never asked: 'deploy to production' was skipped ('unit' did not pass)
 * ```
 */
export const matchers = { toDeployTo, toBeRefused, toHaveRun }

/** The same for TypeScript: what `expect(trace)` has once it is extended by `matchers`. */
export interface PipelineMatchers<R = void> {
  /** A deployment to the environment has succeeded, of this version where one is named. */
  toDeployTo(environment: string, version?: string): R
  /** Admission has refused the candidate there, for a reason with this code or these words. Default: for whatever reason. */
  toBeRefused(environment: string, reason?: RegExp | string): R
  /** A node, by its title, has begun, however it ended. */
  toHaveRun(title: string): R
}
