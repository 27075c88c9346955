import type { Problem } from "@shipline/core"
import type { Node } from "@shipline/core/plan"
import { runProblem } from "../errors/run-problem.js"

const notAllowed = (node: Node, environment: string): Problem =>
  runProblem(
    "SL4301",
    `nodes.${node.id}`,
    `${environment} is not allowed in this run`,
    `Add --allow ${environment} to deploy there.`,
    node.at,
  )

const pointless = (node: Node, environments: readonly string[]): Problem =>
  runProblem(
    "SL4301",
    `nodes.${node.id}`,
    `'${node.title}' is not asked for: ${environments.join(", ")} is not allowed in this run`,
    `Add --allow ${environments.join(",")} to go on.`,
    node.at,
  )

/**
 * What this run holds back: deployments to environments that are not allowed, and the approvals and waiting times
 * that would open nothing else. Where a promotion or a rollback goes is allowed by that. Builds and checks always run.
 */
export const heldNodes = (
  nodes: readonly Node[],
  named: ReadonlySet<string>,
  environment?: string,
): ReadonlyMap<string, Problem> => {
  const allow = environment === undefined ? named : new Set([...named, environment])
  const after = new Map<string, Node[]>(nodes.map((node) => [node.id, []]))
  for (const node of nodes) for (const need of node.needs) after.get(need)?.push(node)

  const downstream = (node: Node, seen = new Set<Node>()): ReadonlySet<Node> => {
    for (const next of after.get(node.id) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      downstream(next, seen)
    }
    return seen
  }

  const held = new Map<string, Problem>()
  const unreachable = new Set<Node>()
  for (const node of nodes) {
    if (node.kind !== "deploy" || allow.has(node.environment)) continue
    held.set(node.id, notAllowed(node, node.environment))
    unreachable.add(node)
    for (const later of downstream(node)) unreachable.add(later)
  }
  for (const node of nodes) {
    if ((node.kind !== "approval" && node.kind !== "soak") || unreachable.has(node)) continue
    const opens = [...downstream(node)].flatMap((later) => (later.kind === "deploy" ? [later] : []))
    if (opens.length > 0 && opens.every((deploy) => unreachable.has(deploy)))
      held.set(node.id, pointless(node, [...new Set(opens.map((deploy) => deploy.environment))]))
  }
  return held
}
