import type { Node, Plan } from "@shipline/core/plan"
import { stageName } from "./names.js"

/** Under which heading people see a job. Nothing waits for a stage: every job names what it needs. */
export interface Stages {
  readonly all: readonly string[]
  readonly of: (node: Node) => string
}

/**
 * One for all that is before the first deployment, and one for each environment, in the order of the plan: a job may
 * need only what stands in its own stage or before it.
 */
export const stagesOf = (plan: Plan): Stages => {
  const environments = [...new Set(plan.nodes.flatMap((node) => (node.kind === "deploy" ? [node.environment] : [])))]
  const places = new Map<string, number>()
  for (const node of plan.nodes) {
    const own = node.kind === "deploy" || node.kind === "verify" ? environments.indexOf(node.environment) : -1
    places.set(node.id, Math.max(own, ...node.needs.map((need) => places.get(need) ?? -1)))
  }
  const name = (place: number): string => stageName(plan, environments[place])
  const hasCandidate = plan.nodes.some(({ id }) => places.get(id) === -1)
  return {
    all: [...(hasCandidate ? [name(-1)] : []), ...environments.map((_, place) => name(place))],
    of: ({ id }) => name(places.get(id) ?? -1),
  }
}
