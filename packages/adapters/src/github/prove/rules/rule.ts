import type { Diagram, Diagrams } from "../../../prove/diagrams.js"
import type { Finding, ModelJob } from "../../../prove/model.js"
import type { Requirements } from "../../../prove/requirements.js"
import type { Reading } from "../evaluate.js"
import type { FileJob, WorkflowFile } from "../workflow-file.js"

/** A job as the text has it and as the model does. */
export interface RuleJob {
  readonly job: ModelJob
  readonly file: FileJob
  readonly reading: Reading
}

export interface RuleScope {
  readonly file: WorkflowFile
  readonly jobs: readonly RuleJob[]
  readonly requirements: Requirements
  readonly diagrams: Diagrams
  readonly possible: Diagram
}

/** What the text of a file must keep, whatever a run does. */
export interface Rule {
  readonly name: string
  /** It holds for every file; the others for files that were made from a plan. */
  readonly everywhere: boolean
  readonly check: (scope: RuleScope) => readonly Omit<Finding, "rule">[]
}

/** The jobs that may deploy to what is required. */
export const deploying = ({ jobs, requirements }: RuleScope): readonly RuleJob[] => {
  const names = new Set(requirements.environments.map(({ environment }) => environment))
  const known = new Set(requirements.environments.flatMap(({ deploys = [] }) => deploys))
  return jobs.filter(
    ({ job }) =>
      known.has(job.id) ||
      job.touches.some(
        ({ environment, how }) => how === "deploys" && (environment === undefined || names.has(environment)),
      ),
  )
}
