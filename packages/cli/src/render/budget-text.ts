import { criticalPath, type Plan } from "@shipline/core"
import type { Lane, Node } from "@shipline/core/plan"
import { duration } from "../run/duration.js"

/**
 * How long a lane may take to each of its environments, by the timeouts of its jobs: the longest way, and what the hotfix
 * policy allows.
 */
export const budgetText = (plan: Plan, lane: Lane, nodes: readonly Node[]): string => {
  const within = new Map(plan.environments.map(({ name, hotfix }) => [name, hotfix?.within]))
  const lines = nodes.flatMap((node) => {
    const way = node.kind === "deploy" ? criticalPath(nodes, node.id) : undefined
    if (node.kind !== "deploy" || way === undefined) return []
    const most = lane === "hotfix" ? within.get(node.environment) : undefined
    const budget = most === undefined ? "" : ` of ${duration(most)}`
    const path = way.path.map(({ title }) => title).join(" → ")
    const people = way.approvals.map(({ title }) => title).join(", ")
    const besides = people === "" ? "" : `, besides the time of ${people}`
    return [`  ${node.environment}: at most ${duration(way.milliseconds)}${budget} (${path})${besides}\n`]
  })
  return lines.length === 0 ? "" : `\n${lines.join("")}`
}
