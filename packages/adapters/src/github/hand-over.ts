import { type Artifact, type ArtifactField, releasedArtifacts } from "@shipline/core/plan"
import { usedFields } from "./job-values.js"
import { jobId } from "./names.js"
import type { Build, JobScope, Scope } from "./scope.js"

/** An artifact that an earlier job hands on to this one, and which of its fields this job reads. */
export interface HandOver extends Build {
  readonly fields: ReadonlySet<ArtifactField>
}

/** What the checks on an environment use. */
export const usedByChecks = (environment: string, { plan }: Pick<Scope, "plan">): ReturnType<typeof usedFields> => {
  const used = new Map<string, Set<ArtifactField>>()
  for (const node of plan.nodes)
    if (node.kind === "verify" && node.environment === environment)
      for (const [name, fields] of usedFields(node.job)) used.set(name, new Set([...(used.get(name) ?? []), ...fields]))
  return used
}

/** Files that a check unpacks are taken along by the deployment before it, which keeps them with what it deploys. */
const takenAlong = ({ node, plan }: JobScope, { artifact }: Build): readonly ArtifactField[] =>
  node.kind === "deploy" &&
  artifact.kind === "files" &&
  usedByChecks(node.environment, { plan }).get(artifact.name)?.has("path") === true &&
  releasedArtifacts(plan, node).has(artifact.name)
    ? ["path"]
    : []

/** What the earlier jobs hand on to a node, in the order of the plan. */
export const handOvers = (scope: JobScope): readonly HandOver[] => {
  const used = usedFields(scope.job)
  return [...scope.builds.values()].flatMap((build) => {
    const own = scope.node.needs.includes(build.node.id) ? (used.get(build.artifact.name) ?? []) : []
    const fields = new Set([...own, ...takenAlong(scope, build)])
    return fields.size > 0 ? [{ ...build, fields }] : []
  })
}

/** The artifacts whose tag a node names without waiting for their build: its own, or one that it only mentions. */
export const namesTags = ({ node, job, builds }: JobScope): boolean =>
  [...usedFields(job)].some(([name, fields]) => {
    const build = builds.get(name)
    return fields.has("tag") && build !== undefined && !node.needs.includes(build.node.id)
  })

/** Whether a job has to find the image itself, and not only its digest. */
export const pullsImage = ({ artifact, fields }: HandOver): boolean =>
  artifact.kind === "image" && (fields.has("ref") || fields.has("tag"))

/** What stands before the version in a tag, and before the digest in a reference. */
export const artifactBase = (artifact: Artifact): string =>
  artifact.kind === "image" ? artifact.repository : artifact.name

type Field = Exclude<ArtifactField, "path">

/** What the step that finds the version hands on. */
export const version = "steps.version.outputs.version"

/** Under what name a step or a job that asked the ledger hands a field on: its version is that of the whole release. */
export const ledgerOutput = ({ short }: Build, field: Field): string =>
  field === "version" ? field : `${short}-${field}`

const built = ({ node }: Build, field: Field): string => `needs.${jobId(node.id)}.outputs.${field}`

/** What an earlier job or step hands on about an artifact, as an expression. */
export const output = (build: Build, field: Field, { origin }: JobScope): string => {
  if (origin.kind === "build") return built(build, field)
  if (origin.kind === "ledger") return `steps.${origin.step}.outputs.${ledgerOutput(build, field)}`
  const { id, artifacts } = origin.redeploy
  const ofLedger = `needs.${id}.outputs.${ledgerOutput(build, field)}`
  return artifacts.has(build.artifact.name) ? `${built(build, field)} || ${ofLedger}` : built(build, field)
}

/** The version of a candidate of which the job waits for no build. */
export const ownVersion = ({ origin }: JobScope): string => {
  if (origin.kind === "build") return version
  if (origin.kind === "ledger") return `steps.${origin.step}.outputs.version`
  return `needs.${origin.redeploy.id}.outputs.version || ${version}`
}

/** The id of the step that checks or fetches what is handed on, and knows the folder for it. */
export const takeId = (build: Build): string => `take-${build.short}`

export const folderOf = (build: Build): string => `steps.${takeId(build)}.outputs.folder`
