import type { Json } from "@shipline/core"
import { environmentPolicy, type NodeOf, releasedArtifacts } from "@shipline/core/plan"
import { type HandOver, handOvers, usedByChecks } from "../hand-over.js"
import { usedFields } from "../job-values.js"
import { minutes } from "../minutes.js"
import { jobId } from "../names.js"
import type { Build, JobScope } from "../scope.js"

/** What a job may take beyond its time to end and to write that down, in minutes. */
const grace = 10

/** Where an archive lies, below the folder for temporary files: `arrivedScript` names the folder. */
const archiveOf = (taken: HandOver | undefined): { readonly archive?: string } =>
  taken?.artifact.kind === "files" && taken.fields.has("path")
    ? { archive: `${taken.short}/${taken.short}.tar.gz` }
    : {}

/** All that was built on the way to a deployment; of a release that the ledger knows, what this job and the checks after it need. */
const releaseOf = (node: NodeOf<"deploy">, scope: JobScope): readonly Build[] => {
  const all = releasedArtifacts(scope.plan, node)
  const needed = new Set([...usedFields(node.job).keys(), ...usedByChecks(node.environment, scope).keys()])
  return [...scope.builds.values()].filter(
    ({ artifact: { name } }) => all.has(name) && (scope.origin.kind === "build" || needed.has(name)),
  )
}

/**
 * What the guard is told of a deployment, in the order in which it is read: what the environment demands, which
 * artifacts make the release, and which job gives which proof. A promotion and a rollback are told of no job: there the ledger says it.
 */
export const deployPolicy = (node: NodeOf<"deploy">, scope: JobScope): Json => {
  const builds = scope.origin.kind === "build"
  const policy = environmentPolicy(scope.plan, node.environment)
  const taken = handOvers(scope)
  const artifacts = releaseOf(node, scope).map(({ artifact, short, node: build }) => ({
    name: artifact.name,
    kind: artifact.kind,
    short,
    ...(builds ? { job: jobId(build.id) } : {}),
    ...archiveOf(taken.find((one) => one.artifact.name === artifact.name)),
  }))
  const { schema } = node
  return {
    pipeline: { name: scope.plan.name },
    policy: policy as unknown as Json, // plain data, as all of a plan
    within: (minutes(scope) + grace) * 60_000,
    artifacts,
    proofs: builds ? node.proofs.map(({ proof, node: id }) => ({ proof, job: jobId(id) })) : [],
    ...(schema === undefined ? {} : { schema: { ...schema } }),
  }
}

/** What the guard is told of a check. */
export const checkPolicy = (environment: string, proof: string): Json => ({ policy: { environment }, proof })
