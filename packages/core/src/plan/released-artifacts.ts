import type { Node, NodeOf } from "./node.js"
import type { Plan } from "./plan.js"

/**
 * The artifacts that make a deployment's release: what is built before it, by the graph, so that what else a run builds
 * meanwhile changes nothing.
 */
export const releasedArtifacts = (plan: Plan, node: NodeOf<"deploy">): ReadonlySet<string> => {
  const byId = new Map(plan.nodes.map((one) => [one.id, one]))
  const before = new Set<Node>()
  const visit = (id: string): void => {
    const one = byId.get(id)
    if (one === undefined || before.has(one)) return
    before.add(one)
    for (const need of one.needs) visit(need)
  }
  visit(node.id)
  return new Set([...before].flatMap((one) => (one.kind === "build" ? [one.artifact] : [])))
}
