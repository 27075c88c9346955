import type { Plan } from "@shipline/core"
import { slug } from "@shipline/core/plan"

/** Where the file of a pipeline lies. */
export const pipelinePath = (plan: Plan): string => `.gitlab/${slug(plan.name)}.yml`

/** The file that GitLab reads first; it includes those of the pipelines. */
export const rootPath = ".gitlab-ci.yml"

/** The key of a job: several pipelines share one space of names. `id` is a node's, or that of a job for no node. */
export const jobKey = (plan: Plan, id: string): string => `${slug(plan.name)}:${id}`

/** A node's job is known by the node's id. */
export const nameOf = (id: string): string => id

/** Where a job leaves the receipt of having passed. */
export const receiptPath = (id: string): string => `.shipline/run/${id}`

/** What is before the first deployment, and what is on or after each environment's. */
export const stageName = (plan: Plan, environment: string | undefined): string =>
  `${slug(plan.name)}: ${environment ?? "candidate"}`

/** The environment that says who may play an approval. */
export const approvalEnvironment = (name: string): string => slug(name)

/** What a script calls a field of an artifact: a shell variable of Shipline's own. */
export const shellName = (short: string, field: string): string => `shipline_${short.replaceAll("-", "_")}_${field}`

/** The variable that holds what stands before the version in a tag and before the digest in a reference. */
export const artifactVariable = (short: string): string =>
  `SHIPLINE_ARTIFACT_${short.replaceAll("-", "_").toUpperCase()}`

/** The variable that holds the value of a matrix in one of its jobs. */
export const matrixVariable = (key: string): string => `SHIPLINE_MATRIX_${key}`
