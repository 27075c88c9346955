import { type Artifact, type ArtifactField, type Job, type Plan, releasedArtifacts } from "@shipline/core/plan"
import type { Redeploy } from "./extra-jobs.js"
import type { Build, JobNode } from "./facts.js"
import { usedFields } from "./job-values.js"

/** An artifact that an earlier job hands on to this one, and which of its fields this job reads. */
export interface HandOver extends Build {
  readonly fields: ReadonlySet<ArtifactField>
}

/** A job of a plan, as far as it takes what others have built. */
export interface Taking {
  readonly plan: Plan
  readonly builds: ReadonlyMap<string, Build>
  readonly node: JobNode
  /** All steps of all lanes in which the job runs. */
  readonly job: Job
}

/** What the checks on an environment use. */
export const usedByChecks = (environment: string, { plan }: { readonly plan: Plan }): ReturnType<typeof usedFields> => {
  const used = new Map<string, Set<ArtifactField>>()
  for (const node of plan.nodes)
    if (node.kind === "verify" && node.environment === environment)
      for (const [name, fields] of usedFields(node.job)) used.set(name, new Set([...(used.get(name) ?? []), ...fields]))
  return used
}

/** Whether a check after the deployments to an environment asks which one it was. */
export const isChecked = (environment: string, { plan }: { readonly plan: Plan }): boolean =>
  plan.nodes.some((node) => node.kind === "verify" && node.environment === environment)

/** Files that a check unpacks are taken along by the deployment before it, which keeps them with what it deploys. */
const takenAlong = ({ node, plan }: Taking, { artifact }: Build): readonly ArtifactField[] =>
  node.kind === "deploy" &&
  artifact.kind === "files" &&
  usedByChecks(node.environment, { plan }).get(artifact.name)?.has("path") === true &&
  releasedArtifacts(plan, node).has(artifact.name)
    ? ["path"]
    : []

/** What the earlier jobs hand on to a node, in the order of the plan. */
export const handOvers = (taking: Taking): readonly HandOver[] => {
  const used = usedFields(taking.job)
  return [...taking.builds.values()].flatMap((build) => {
    const own = taking.node.needs.includes(build.node.id) ? (used.get(build.artifact.name) ?? []) : []
    const fields = new Set([...own, ...takenAlong(taking, build)])
    return fields.size > 0 ? [{ ...build, fields }] : []
  })
}

/** The artifacts whose tag a node names without waiting for their build: its own, or one that it only mentions. */
export const namesTags = ({ node, job, builds }: Taking): boolean =>
  [...usedFields(job)].some(([name, fields]) => {
    const build = builds.get(name)
    return fields.has("tag") && build !== undefined && !node.needs.includes(build.node.id)
  })

/** Whether a job has to find the image itself, and not only its digest. */
export const pullsImage = ({ artifact, fields }: HandOver): boolean =>
  artifact.kind === "image" && (fields.has("ref") || fields.has("tag"))

/** Whether a job unpacks the files, or takes them along for whoever does. */
export const isUnpacked = ({ artifact, fields }: HandOver): boolean => artifact.kind === "files" && fields.has("path")

/** What stands before the version in a tag, and before the digest in a reference. */
export const artifactBase = (artifact: Artifact): string =>
  artifact.kind === "image" ? artifact.repository : artifact.name

export type HandedField = Exclude<ArtifactField, "path">

/** Under what name a step or a job that asked the ledger hands a field on: its version is that of the whole release. */
export const ledgerOutput = ({ short }: Build, field: HandedField): string =>
  field === "version" ? field : `${short}-${field}`

/** What the checks on an environment need to know of what was deployed there again, by the names of the ledger; nothing where there is none. */
export const toldToChecks = (
  { node, artifacts }: Redeploy,
  { plan, builds }: Pick<Taking, "plan" | "builds">,
): readonly string[] => {
  if (!isChecked(node.environment, { plan })) return []
  const used = usedByChecks(node.environment, { plan })
  const needed = [...builds.values()].filter(({ artifact: { name } }) => used.has(name) && artifacts.has(name))
  return [
    "deployment",
    "version",
    ...needed.flatMap((build) => (["digest", "ref", "tag"] as const).map((field) => ledgerOutput(build, field))),
  ]
}
