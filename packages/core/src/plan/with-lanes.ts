import type { Lane } from "./lane.js"
import type { Node } from "./node.js"
import type { Environment, Gate } from "./plan.js"
import { usedArtifacts } from "./used-artifacts.js"

type Draft = Node extends infer N ? (N extends Node ? Omit<N, "lanes"> : never) : never

/**
 * Gives each node the lanes in which it takes part. The release lane is everything. The hotfix lane is the environments
 * with a hotfix policy, what that policy requires, what is built for those, and the checks on them. Promotion and rollback
 * are deployments and the checks on them: nothing is built or tested again.
 */
export const withLanes = (
  nodes: readonly Draft[],
  gates: readonly Gate[],
  environments: readonly Environment[],
): readonly Node[] => {
  const hotfix = hotfixNodes(nodes, gates, environments)
  return nodes.map((node) => {
    const onEnvironment = node.kind === "deploy" || node.kind === "verify"
    const lanes: readonly Lane[] = [
      "release",
      ...(hotfix.has(node.id) ? (["hotfix"] as const) : []),
      ...(onEnvironment ? (["promote", "rollback"] as const) : []),
    ]
    return { ...node, lanes } as Node // a draft is a node less its lanes
  })
}

const hotfixNodes = (
  nodes: readonly Draft[],
  gates: readonly Gate[],
  environments: readonly Environment[],
): ReadonlySet<string> => {
  const policies = new Map(
    environments.flatMap((environment) =>
      environment.hotfix === undefined ? [] : [[environment.name, environment.hotfix.requires] as const],
    ),
  )
  if (policies.size === 0) return new Set()
  const proofs = new Set([...policies.values()].flat().map((requirement) => requirement.proof))
  const advisory = new Set(gates.flatMap((gate) => (gate.advisory === true ? [gate.id] : [])))
  const chosen = nodes.filter((node) => {
    if (node.kind === "deploy") return policies.has(node.environment)
    if (node.kind === "verify") return policies.has(node.environment) && !advisory.has(node.gate)
    if (node.kind === "soak" && !policies.has(node.environment)) return false
    return node.kind !== "build" && proofs.has(node.proof)
  })
  const used = new Set(chosen.flatMap((node) => ("job" in node ? usedArtifacts(node.job) : [])))
  // A recipe may use what was built before it: follow until nothing is added.
  for (let before = -1; before !== used.size; ) {
    before = used.size
    for (const node of nodes)
      if (node.kind === "build" && used.has(node.artifact)) for (const more of usedArtifacts(node.job)) used.add(more)
  }
  const builds = nodes.filter((node) => node.kind === "build" && used.has(node.artifact))
  return new Set([...chosen, ...builds].map((node) => node.id))
}
