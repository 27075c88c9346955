import type { Plan } from "@shipline/core/plan"
import { slug } from "@shipline/core/plan"

/** Where the workflow of a pipeline lies. */
export const workflowPath = (plan: Plan): string => `.github/workflows/${slug(plan.name)}.yml`

/** The id of a node's job: GitHub's begin with a letter or `_`, the plan's may begin with a digit. */
export const jobId = (id: string): string => (/^[0-9]/.test(id) ? `_${id}` : id)

/** The GitHub environment whose reviewers decide an approval. */
export const approvalEnvironment = (name: string): string => slug(name)

/** The GitHub environment whose timer a soak waits for. */
export const soakEnvironment = (proof: string): string => slug(proof)

/** Under what name the run keeps the report of a job. */
export const reportName = (id: string): string => `report-${id}`
