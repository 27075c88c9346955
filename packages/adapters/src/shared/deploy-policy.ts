import type { Json } from "@shipline/core"
import { environmentPolicy, type NodeOf, releasedArtifacts } from "@shipline/core/plan"
import type { Build } from "./facts.js"
import { type HandOver, handOvers, isUnpacked, type Taking, usedByChecks } from "./hand-over.js"
import { usedFields } from "./job-values.js"

/** A deployment's job on a platform. */
export interface Deploying extends Taking {
  /** Whether the run builds what is deployed, or the ledger knows it. */
  readonly origin: { readonly kind: string }
  /** How long the job may take, in minutes. */
  readonly minutes: number
  /** What the platform calls the job of a node. */
  readonly nameOf: (id: string) => string
}

/** What a job may take beyond its time to end and to write that down, in minutes. */
const grace = 10

/** Where an archive lies, below the folder for temporary files. */
const archiveOf = (taken: HandOver | undefined): { readonly archive?: string } =>
  taken !== undefined && isUnpacked(taken) ? { archive: `${taken.short}/${taken.short}.tar.gz` } : {}

/** All that was built on the way to a deployment; of a release that the ledger knows, what this job and the checks after it need. */
const releaseOf = (node: NodeOf<"deploy">, deploying: Deploying): readonly Build[] => {
  const all = releasedArtifacts(deploying.plan, node)
  const needed = new Set([...usedFields(node.job).keys(), ...usedByChecks(node.environment, deploying).keys()])
  return [...deploying.builds.values()].filter(
    ({ artifact: { name } }) => all.has(name) && (deploying.origin.kind === "build" || needed.has(name)),
  )
}

/**
 * What the guard is told of a deployment, in the order in which it is read: what the environment demands, which
 * artifacts make the release, and which job gives which proof. A promotion and a rollback are told of no job: there the ledger says it.
 */
export const deployPolicy = (node: NodeOf<"deploy">, deploying: Deploying): Json => {
  const { plan, origin, minutes, nameOf } = deploying
  const builds = origin.kind === "build"
  const policy = environmentPolicy(plan, node.environment)
  const taken = handOvers(deploying)
  const artifacts = releaseOf(node, deploying).map(({ artifact, short, node: build }) => ({
    name: artifact.name,
    kind: artifact.kind,
    short,
    ...(builds ? { job: nameOf(build.id) } : {}),
    ...archiveOf(taken.find((one) => one.artifact.name === artifact.name)),
  }))
  const { schema } = node
  return {
    pipeline: { name: plan.name },
    policy: (policy ?? null) as unknown as Json, // plain data, as all of a plan; an environment that is not there is a problem already
    within: (minutes + grace) * 60_000,
    artifacts,
    proofs: builds ? node.proofs.map(({ proof, node: id }) => ({ proof, job: nameOf(id) })) : [],
    ...(schema === undefined ? {} : { schema: { ...schema } }),
  }
}

/** What the guard is told of a check. */
export const checkPolicy = (environment: string, proof: string): Json => ({ policy: { environment }, proof })
