import type { Job, Plan, Step } from "@shipline/core/plan"
import type { CompileOptions } from "../adapter.js"
import { type ExtraJobs, extraJobs, type Redeploy } from "../shared/extra-jobs.js"
import { type Build, type Facts, factsOf, type JobNode, subject } from "../shared/facts.js"
import { type Events, events } from "./events.js"
import { jobId } from "./names.js"
import { type Passage, passagesOf } from "./passages.js"
import { type PinnedAction, resolvePins } from "./pin.js"
import type { ActionName } from "./pins.js"
import type { Report } from "./problems.js"

export { type Build, type JobNode, subject }

/** What the compilation of every job can look up. */
export interface Scope extends Facts, ExtraJobs {
  readonly events: Events
  readonly report: Report
  readonly guard: CompileOptions["guard"]
  readonly action: (name: ActionName) => PinnedAction
  /** How each node's job is reached, by the node's id. */
  readonly passages: ReadonlyMap<string, Passage>
}

/**
 * From where a job knows what was built: from the jobs of its run that built it; from a step of its own that asked the
 * ledger; or from whichever of the two ways brought the run to it.
 */
export type Origin =
  | { readonly kind: "build" }
  | { readonly kind: "ledger"; readonly step: "find" | "admit" }
  | { readonly kind: "either"; readonly redeploy: Redeploy }

/** The scope of one job. */
export interface JobScope extends Scope {
  readonly node: JobNode
  /** All steps of all lanes in which the job runs. */
  readonly job: Job
  readonly origin: Origin
  /** The steps that run in some of the job's lanes alone: when, and what tells the step from its twin. */
  readonly only: ReadonlyMap<Step, { readonly condition: string; readonly aside?: string }>
}

export const makeScope = (plan: Plan, options: CompileOptions, report: Report): Scope => {
  const facts = factsOf(plan)
  const [runs, extra] = [events(plan), extraJobs(plan, jobId)]
  return {
    ...facts,
    events: runs,
    report,
    guard: options.guard,
    action: resolvePins(options.pins, report),
    passages: passagesOf({ plan, events: runs, redeploys: extra.redeploys, released: facts.released }),
    ...extra,
  }
}
