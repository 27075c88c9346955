import type { Problem } from "@shipline/core"
import * as Data from "effect/Data"

/**
 * Why a run did not start or could not be recorded. A job that fails is no `RunError`: it is in the summary.
 * `problems` says everything that could be found together, each with code, message, hint and place.
 *
 * @example
 * ```ts
 * import { runLocallyPromise, RunError } from "@shipline/runners"
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
