import type { Plan } from "@shipline/core/plan"
import type * as Effect from "effect/Effect"
import type { RunError } from "../../errors/run-error.js"
import type { Attempt } from "../../scheduler/jobs.js"
import type { Candidate } from "../candidate/candidate.js"
import type { Mask } from "../process/masker.js"
import type { Source } from "../source/source.js"
import type { Meaning } from "../values/resolve-value.js"
import type { Secrets } from "../values/secrets.js"
import type { Workspace } from "../workspace/workspaces.js"

/** What all jobs of a run share. */
export interface JobsContext {
  readonly plan: Plan
  readonly source: Source
  readonly secrets: Secrets
  readonly mask: Mask
  /** What this run deploys: what it has built so far, or what the ledger has. */
  readonly candidate: Candidate
}

/** One attempt in its workspace. */
export interface JobRun extends Attempt {
  readonly context: JobsContext
  readonly workspace: Workspace
  readonly meaning: Meaning
  /** The folder in which the scripts run. */
  readonly cwd: string
  /** Without the variables of the job: who and where it is. */
  readonly base: Readonly<Record<string, string>>
  /** The job's own variables. */
  readonly variables: Readonly<Record<string, string>>
  /** Shows lines and keeps them in the log. */
  readonly write: (lines: readonly string[]) => Effect.Effect<void, RunError>
}
