import type { Node } from "@shipline/core/plan"
import * as Graph from "effect/Graph"

/** Nodes and, for each, those that it directly waits for. */
export interface Drawing {
  readonly name: string
  readonly nodes: readonly { readonly node: Node; readonly after: readonly Node[] }[]
}

/** Without the lines that follow from others: `a → c` where there are `a → b` and `b → c`. */
export const reducedGraph = (name: string, all: readonly Node[]): Drawing => {
  const indexes = new Map<string, number>()
  const graph = Graph.directed<Node, void>((draft) => {
    for (const node of all) indexes.set(node.id, Graph.addNode(draft, node))
    for (const node of all) {
      for (const need of node.needs) {
        const [from, to] = [indexes.get(need), indexes.get(node.id)]
        if (from !== undefined && to !== undefined) Graph.addEdge(draft, from, to, undefined)
      }
    }
    return undefined
  })
  const reduced = Graph.isAcyclic(graph) ? Graph.transitiveReduction(graph) : graph
  const before = new Map<number, Set<number>>()
  for (const edge of Graph.values(Graph.edges(reduced)))
    before.set(edge.target, (before.get(edge.target) ?? new Set()).add(edge.source))
  const nodes = all.map((node) => {
    const sources = before.get(indexes.get(node.id) ?? -1) ?? new Set()
    return { node, after: all.filter(({ id }) => sources.has(indexes.get(id) ?? -1)) }
  })
  return { name, nodes }
}
