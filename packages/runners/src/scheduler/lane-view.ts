import type { Lane, Node, Plan } from "@shipline/core/plan"

/** The nodes that run in a lane; an edge over a node that does not is reconnected to what that node needs. */
export const laneView = (plan: Plan, lane: Lane): readonly Node[] => {
  const byId = new Map(plan.nodes.map((node) => [node.id, node]))
  const runs = (node: Node) => node.lanes.includes(lane)
  const reached = (id: string, seen: Set<string>): readonly string[] => {
    const node = byId.get(id)
    if (node === undefined || seen.has(id)) return []
    seen.add(id)
    return runs(node) ? [id] : node.needs.flatMap((need) => reached(need, seen))
  }
  return plan.nodes.filter(runs).map((node) => {
    const seen = new Set<string>()
    return { ...node, needs: node.needs.flatMap((need) => reached(need, seen)) }
  })
}
