import type { ArtifactField, Job, Script, Variable } from "@shipline/core/plan"

const scripts = (job: Job): readonly Script[] =>
  job.steps.flatMap((step) => {
    if (step.kind === "script") return [step]
    return step.kind === "raw" && step.instead !== undefined ? [step.instead] : []
  })

/** The artifacts that a job refers to by one of these fields, each once, in the order of the first use. */
export const referredArtifacts = (job: Job, isWanted: (field: ArtifactField) => boolean): readonly string[] => {
  const variables: readonly Variable[] = [...job.variables, ...scripts(job).flatMap((script) => script.variables)]
  const names = variables.flatMap(({ value }) =>
    value.kind === "artifact" && isWanted(value.field) ? [value.artifact] : [],
  )
  return [...new Set(names)]
}
