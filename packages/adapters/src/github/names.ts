import type { BuildNode, Plan } from "@shipline/core/plan"
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

/** What each build's artifact is called in files and step ids: short where that tells them apart. */
export const shortNames = (builds: readonly BuildNode[]): ReadonlyMap<BuildNode, string> => {
  const short = builds.map(({ id }) => id.replace(/^build-(?=[a-z])/, ""))
  const unique = new Set(short).size === builds.length
  return new Map(builds.map((build, index) => [build, (unique ? short[index] : undefined) ?? build.id]))
}
