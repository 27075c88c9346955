import { type ArtifactField, type Job, jobVariables } from "@shipline/core/plan"

/** Whether a job reads a secret that an environment keeps for itself. */
export const readsEnvironmentSecret = (job: Job): boolean =>
  jobVariables(job).some(({ value }) => value.kind === "secret" && value.environment !== undefined)

/** Which fields of which artifacts a job uses. */
export const usedFields = (job: Job): ReadonlyMap<string, ReadonlySet<ArtifactField>> => {
  const used = new Map<string, Set<ArtifactField>>()
  for (const { value } of jobVariables(job))
    if (value.kind === "artifact") used.set(value.artifact, (used.get(value.artifact) ?? new Set()).add(value.field))
  return used
}
