import { workflowTemplate } from "./workflow-template.js"

/** What decides whether a job starts, once the jobs that it needs are done. */
export interface JobCondition {
  readonly needs: readonly string[]
  /** The `if` with what GitHub adds to it: `success() && (…)` where no status function is called, `success()` where it is absent. */
  readonly condition: string
}

/** The condition of each job of a workflow, by job id, as GitHub's own parser reads it. */
export const jobConditions = async (fileName: string, text: string): Promise<ReadonlyMap<string, JobCondition>> => {
  const { jobs, errors } = await workflowTemplate(fileName, text)
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join("\n"))
  return new Map(
    jobs.map((job) => [
      job.id.value,
      { needs: (job.needs ?? []).map((need) => need.value), condition: job.if.expression },
    ]),
  )
}
