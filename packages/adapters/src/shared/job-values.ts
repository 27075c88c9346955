import { type ArtifactField, type Job, jobVariables, type Node } from "@shipline/core/plan"

/** Whether a job reads a secret that an environment keeps for itself. */
export const readsEnvironmentSecret = (job: Job): boolean =>
  jobVariables(job).some(({ value }) => value.kind === "secret" && value.environment !== undefined)

/**
 * A cache may hold what any job of the branch has put there, so nothing of it comes to where deployments and the secrets
 * of an environment are.
 */
export const mayCache = ({ node, job }: { readonly node: Node; readonly job: Job }): boolean =>
  node.kind !== "deploy" && !readsEnvironmentSecret(job)

/** Which fields of which artifacts a job uses. */
export const usedFields = (job: Job): ReadonlyMap<string, ReadonlySet<ArtifactField>> => {
  const used = new Map<string, Set<ArtifactField>>()
  for (const { value } of jobVariables(job))
    if (value.kind === "artifact") used.set(value.artifact, (used.get(value.artifact) ?? new Set()).add(value.field))
  return used
}
