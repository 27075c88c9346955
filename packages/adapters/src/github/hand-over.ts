import type { Artifact, ArtifactField } from "@shipline/core/plan"
import { usedFields } from "./job-values.js"
import { jobId } from "./names.js"
import type { Build, JobNode, Scope } from "./scope.js"

/** An artifact that an earlier job hands on to this one, and which of its fields this job reads. */
export interface HandOver extends Build {
  readonly fields: ReadonlySet<ArtifactField>
}

/** What the earlier jobs hand on to a node, in the order of the plan. */
export const handOvers = (node: JobNode, scope: Pick<Scope, "builds">): readonly HandOver[] => {
  const used = usedFields(node.job)
  return [...scope.builds.values()].flatMap((build) => {
    const fields = used.get(build.artifact.name)
    return fields !== undefined && node.needs.includes(build.node.id) ? [{ ...build, fields }] : []
  })
}

/** The artifacts whose tag a node names without waiting for their build: its own, or one that it only mentions. */
export const namesTags = (node: JobNode, scope: Pick<Scope, "builds">): boolean =>
  [...usedFields(node.job)].some(([name, fields]) => {
    const build = scope.builds.get(name)
    return fields.has("tag") && build !== undefined && !node.needs.includes(build.node.id)
  })

/** Whether a job has to find the image itself, and not only its digest. */
export const pullsImage = ({ artifact, fields }: HandOver): boolean =>
  artifact.kind === "image" && (fields.has("ref") || fields.has("tag"))

/** What stands before the version in a tag, and before the digest in a reference. */
export const artifactBase = (artifact: Artifact): string =>
  artifact.kind === "image" ? artifact.repository : artifact.name

/** The output of a build's job. */
export const output = (build: Build, field: Exclude<ArtifactField, "path">): string =>
  `needs.${jobId(build.node.id)}.outputs.${field}`

/** What the step that finds the version hands on. */
export const version = "steps.version.outputs.version"

/** The id of the step that checks what is handed on, and knows the folder for it. */
export const takeId = (build: Build): string => `take-${build.short}`

export const folderOf = (build: Build): string => `steps.${takeId(build)}.outputs.folder`
