import type { ArtifactField, Job, Script, Step, Value, Variable } from "@shipline/core/plan"

type VariablesOf = { readonly [K in Step["kind"]]: (step: Extract<Step, { kind: K }>) => readonly Variable[] }

const ofScript = (script: Script | undefined): readonly Variable[] => script?.variables ?? []

const stepVariables: VariablesOf = {
  script: ofScript,
  login: (step) => step.settings,
  raw: (step) => ofScript(step.instead),
}

const variablesOf = (step: Step): readonly Variable[] => {
  const read = stepVariables[step.kind] as (step: Step) => readonly Variable[] // the table is total by its type
  return read(step)
}

/** Every value that a job holds, wherever it stands in it. */
const jobValues = (job: Job): readonly Value[] => [
  ...job.variables.map(({ value }) => value),
  ...job.steps.flatMap(variablesOf).map(({ value }) => value),
  ...job.services.flatMap(({ variables }) => variables).map(({ value }) => value),
  ...job.toolchains.map(({ version }) => version),
]

/** Whether a job reads a secret that an environment keeps for itself. */
export const readsEnvironmentSecret = (job: Job): boolean =>
  jobValues(job).some((value) => value.kind === "secret" && value.environment !== undefined)

/** Which fields of which artifacts a job uses. */
export const usedFields = (job: Job): ReadonlyMap<string, ReadonlySet<ArtifactField>> => {
  const used = new Map<string, Set<ArtifactField>>()
  for (const value of jobValues(job))
    if (value.kind === "artifact") used.set(value.artifact, (used.get(value.artifact) ?? new Set()).add(value.field))
  return used
}
