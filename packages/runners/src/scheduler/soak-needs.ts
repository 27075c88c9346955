import type { Node, Plan } from "@shipline/core/plan"
import { isAdvisory } from "./run-context.js"

/** The ids of all that waits for a node, directly or not. */
const after = (nodes: readonly Node[], id: string): ReadonlySet<string> => {
  const waiting = new Set([id])
  for (let size = 0; size !== waiting.size; ) {
    size = waiting.size
    for (const node of nodes) if (node.needs.some((need) => waiting.has(need))) waiting.add(node.id)
  }
  return waiting
}

/**
 * A soak counts from when its environment is verified: it starts once the checks there have passed, except those that
 * wait for it themselves.
 */
export const withSoakNeeds = (plan: Plan, nodes: readonly Node[]): readonly Node[] =>
  nodes.map((node) => {
    if (node.kind !== "soak") return node
    const later = after(nodes, node.id)
    const checks = nodes.flatMap((one) =>
      one.kind === "verify" && one.environment === node.environment && !isAdvisory(plan, one) && !later.has(one.id)
        ? [one.id]
        : [],
    )
    return { ...node, needs: [...new Set([...node.needs, ...checks])] }
  })
