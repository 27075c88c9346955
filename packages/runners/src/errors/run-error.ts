import type { Problem } from "@shipline/core"
import * as Data from "effect/Data"

/**
 * Why a run did not start or could not be recorded. A job that fails is no `RunError`: it is in the summary.
 * `problems` says everything that could be found together, each with code, message, hint and place.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { RunError, runLocallyPromise } from "@shipline/runners"
 *
 * const unit = gate("unit", sh`npm test`)
 * const staging = environment("staging", { requires: [unit] })
 * const { plan } = pipeline("shop", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(staging, rollout({ deploy: () => sh`./deploy.sh` })))
 *
 * await runLocallyPromise(plan, { allow: ["stagging"] }).catch((error: unknown) => {
 *   if (error instanceof RunError) console.error(error.problems[0]?.hint) // Did you mean 'staging'?
 * })
 * ```
 */
export class RunError extends Data.TaggedError("RunError")<{ readonly problems: readonly Problem[] }> {
  override get message(): string {
    return this.problems.map((problem) => `${problem.code} ${problem.message}`).join("\n")
  }
}

/** A `RunError` of one problem. */
export const runError = (problem: Problem): RunError => new RunError({ problems: [problem] })
