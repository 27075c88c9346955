import type { Job } from "./job.js"
import type { Value, Variable } from "./value.js"

/** Every variable of a job: its own, those of its steps, its services and its toolchains. */
export const jobVariables = (job: Job): readonly Variable[] => [
  ...job.variables,
  ...job.steps.flatMap((step) =>
    step.kind === "script" ? step.variables : step.kind === "login" ? step.settings : (step.instead?.variables ?? []),
  ),
  ...job.services.flatMap((service) => service.variables),
  ...job.toolchains.map((toolchain): Variable => ({ name: toolchain.language, value: toolchain.version })),
]

/** The artifact without which a value means nothing. A tag is only a name, known before anything is built. */
const neededArtifact = (value: Value): string | undefined =>
  value.kind === "artifact" && value.field !== "tag" ? value.artifact : undefined

/** The names of the artifacts that a job cannot do without, each once, in the order of their first use. */
export const usedArtifacts = (job: Job): readonly string[] => [
  ...new Set(jobVariables(job).flatMap((variable) => neededArtifact(variable.value) ?? [])),
]
