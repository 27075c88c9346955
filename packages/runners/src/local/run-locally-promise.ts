import type { Plan } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import type { ApprovalQuestion } from "../scheduler/approver.js"
import type { RunSummary } from "../scheduler/summary.js"
import type { LocalRunOptions } from "./options.js"
import { runLocally } from "./run-locally.js"

/** The options of `runLocally`, for callers without Effect. */
export interface LocalRunPromiseOptions extends Omit<LocalRunOptions, "ask"> {
  /** Asks a person for an approval. `signal` takes the question back. Default: what is not in `approve` is refused. */
  readonly ask?: (question: ApprovalQuestion, signal: AbortSignal) => Promise<boolean>
  /** Stops the run as a signal to the process does; a running deployment finishes, and then the promise is rejected. */
  readonly signal?: AbortSignal
}

/**
 * `runLocally` as a promise. Use it in scripts and tests that do not use Effect. It is resolved with the summary, also
 * of a run that failed, and rejected with a `RunError` where the run cannot start or cannot be recorded.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { runLocallyPromise } from "@shipline/runners"
 *
 * const unit = gate("unit", sh`npm test`)
 * const staging = environment("staging", { requires: [unit] })
 * const { plan } = pipeline("shop", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(staging, rollout({ deploy: () => sh`./deploy.sh` })))
 *
 * const summary = await runLocallyPromise(plan, { allow: ["staging"] })
 * console.log(summary.verdict, summary.deployments)
 * ```
 */
export const runLocallyPromise = (plan: Plan, options: LocalRunPromiseOptions = {}): Promise<RunSummary> => {
  const { ask, signal, ...rest } = options
  const asking =
    ask === undefined
      ? rest
      : {
          ...rest,
          ask: (question: ApprovalQuestion) => Effect.promise((abort) => ask(question, abort)),
        }
  return Effect.runPromise(runLocally(plan, asking), signal === undefined ? {} : { signal })
}
