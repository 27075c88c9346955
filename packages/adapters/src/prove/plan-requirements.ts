import { jobVariables, laneView, type NodeOf, type Plan, releasedArtifacts } from "@shipline/core/plan"
import { readsEnvironmentSecret } from "../shared/job-values.js"
import type { EnvironmentRequirements, RequiredGate, Requirements, Way } from "./requirements.js"

/** What the jobs of a platform's file are called. */
export interface JobNames {
  /** The job of a node, by the node's id. */
  readonly job: (node: string) => string
  /** The job that deploys to an environment what the ledger knows, where there is one. */
  readonly redeploy: (environment: string) => string | undefined
}

/** What a plan demands of the files that were made from it. */
export const planRequirements = (plan: Plan, names: JobNames): Requirements => {
  const nodes = new Map(plan.nodes.map((node) => [node.id, node]))

  const gatesOf = (lane: "release" | "hotfix", node: NodeOf<"deploy">): readonly RequiredGate[] | undefined => {
    const view = laneView(plan, lane)
    const placed = view.find(({ id }) => id === node.id)
    if (placed?.kind !== "deploy") return undefined
    const released = releasedArtifacts(plan, node)
    const builds = view.flatMap((one) => (one.kind === "build" && released.has(one.artifact) ? [one.id] : []))
    const proofs = new Map(placed.proofs.map((one) => [one.node, one.proof]))
    return [...new Set([...proofs.keys(), ...placed.needs, ...builds])].map((id) => ({
      job: names.job(id),
      proof: proofs.get(id) ?? nodes.get(id)?.title ?? id,
    }))
  }

  const waysOf = (node: NodeOf<"deploy">): readonly Way[] =>
    node.lanes.flatMap((lane): readonly Way[] => {
      if (lane === "release" || lane === "hotfix") {
        const gates = gatesOf(lane, node)
        return gates === undefined ? [] : [{ lane, gates, deploys: [names.job(node.id)] }]
      }
      const redeploy = names.redeploy(node.environment)
      if (redeploy === undefined) return []
      return [{ lane, gates: [], deploys: [redeploy], chosen: node.environment, byLedger: true }]
    })

  /** The secrets by name that belong to an environment and to no other place. */
  const variables = plan.nodes.flatMap((node) => ("job" in node ? jobVariables(node.job) : []))
  const secrets = variables.flatMap(({ value }) => (value.kind === "secret" ? [value] : []))
  const everywhere = new Set(secrets.filter((one) => one.environment === undefined).map(({ name }) => name))

  const environments = plan.environments.flatMap(({ name, lock }): readonly EnvironmentRequirements[] => {
    const deploys = plan.nodes.filter((node) => node.kind === "deploy").filter((node) => node.environment === name)
    if (deploys.length === 0) return []
    const ways = deploys.flatMap(waysOf)
    const own = secrets.filter((one) => one.environment === name && !everywhere.has(one.name))
    return [
      {
        environment: name,
        ways,
        deploys: [...new Set(ways.flatMap((way) => way.deploys ?? []))],
        users: plan.nodes
          .filter((node) => node.kind === "verify")
          .filter((node) => node.environment === name && readsEnvironmentSecret(node.job))
          .map(({ id }) => names.job(id)),
        secrets: [...new Set(own.map((one) => one.name))],
        lock,
      },
    ]
  })

  const { push } = plan.on
  const exact = (push?.branches ?? []).some((branch) => !branch.includes("*"))
  const scripts = plan.nodes.flatMap((node) =>
    "job" in node ? node.job.steps.flatMap((step) => (step.kind === "script" ? [step.run] : [])) : [],
  )
  return {
    environments,
    // Without a branch by its name it is the default one from which a person or a schedule deploys.
    refs: { branches: push?.branches ?? [], tags: push?.tags ?? [], ...(exact ? {} : { default: true }) },
    program: [...scripts, ...plan.gates.flatMap(({ hotfix }) => (hotfix === undefined ? [] : [hotfix.run]))],
  }
}
