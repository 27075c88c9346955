import type { Job, Plan, Step } from "@shipline/core/plan"
import type { CompileOptions } from "../adapter.js"
import { type ExtraJobs, extraJobs, type Redeploy } from "../shared/extra-jobs.js"
import { type Facts, factsOf, type JobNode } from "../shared/facts.js"
import { type Events, events } from "./events.js"
import { nameOf } from "./names.js"
import { type Passage, passagesOf } from "./passages.js"
import type { Report } from "./problems.js"
import { type Stages, stagesOf } from "./stages.js"

/** What the compilation of every job can look up. */
export interface Scope extends Facts, ExtraJobs {
  readonly events: Events
  readonly report: Report
  readonly guard: CompileOptions["guard"]
  /** How each node's job is reached, by the node's id. */
  readonly passages: ReadonlyMap<string, Passage>
  readonly stages: Stages
}

/** From where a job knows what was built: from the receipts of its pipeline, from the guard, or from whichever its lane says. */
export type Origin =
  | { readonly kind: "build" }
  | { readonly kind: "ledger" }
  | { readonly kind: "either"; readonly redeploy: Redeploy }

/** The scope of one job. */
export interface JobScope extends Scope {
  readonly node: JobNode
  /** All steps of all lanes in which the job runs. */
  readonly job: Job
  readonly origin: Origin
  /** The steps that run in some of the job's lanes alone: the test of the shell that says so. */
  readonly only: ReadonlyMap<Step, string>
}

export const makeScope = (plan: Plan, options: CompileOptions, report: Report): Scope => {
  const facts = factsOf(plan)
  const [runs, extra] = [events(plan), extraJobs(plan, nameOf)]
  return {
    ...facts,
    ...extra,
    events: runs,
    report,
    guard: options.guard,
    passages: passagesOf({ ...facts, events: runs, redeploys: extra.redeploys }),
    stages: stagesOf(plan),
  }
}
