import type { Job, Step } from "./job.js"
import type { Lane } from "./lane.js"
import type { Node } from "./node.js"
import type { Plan } from "./plan.js"
import type { Script } from "./value.js"

/**
 * The nodes that run in a lane, as they run there, in the plan's order: an edge over a node that does not is reconnected
 * to what that node needs, a gate runs its faster variant in the hotfix lane, a deployment claims what the lane requires,
 * and a rollback migrates nothing. `environment` is where a promotion or a rollback goes: it is one deployment and the
 * checks on it. The other lanes go through all of their environments, whatever is given: the proofs are on the way.
 */
export const laneView = (plan: Plan, lane: Lane, environment?: string): readonly Node[] => {
  const byId = new Map(plan.nodes.map((node) => [node.id, node]))
  const order = new Map(plan.nodes.map(({ id }, index) => [id, index]))
  const variants = new Map(
    plan.gates.flatMap(({ id, hotfix }) => (hotfix === undefined ? [] : [[id, hotfix] as const])),
  )
  const required = new Map(
    plan.environments.map(({ name, hotfix }) => [name, new Set(hotfix?.requires.map(({ proof }) => proof))]),
  )
  const chosen = lane === "promote" || lane === "rollback" ? environment : undefined
  const isThere = (node: Node): boolean =>
    chosen === undefined || !("environment" in node) || node.environment === chosen
  const runs = (node: Node): boolean => node.lanes.includes(lane) && isThere(node)
  const reached = (id: string, seen: Set<string>): readonly string[] => {
    const node = byId.get(id)
    if (node === undefined || seen.has(id)) return []
    seen.add(id)
    return runs(node) ? [id] : node.needs.flatMap((need) => reached(need, seen))
  }
  const inLane = (node: Node): Node => {
    const seen = new Set<string>()
    const needs = node.needs.flatMap((need) => reached(need, seen))
    const placed = { ...node, needs: needs.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)) }
    if (lane === "hotfix") {
      const variant = "gate" in placed ? variants.get(placed.gate) : undefined
      if (variant !== undefined && "job" in placed) return { ...placed, job: faster(placed.job, variant) }
      if (placed.kind !== "deploy") return placed
      return { ...placed, proofs: placed.proofs.filter(({ proof }) => required.get(placed.environment)?.has(proof)) }
    }
    if (lane === "release" || placed.kind !== "deploy") return placed
    return { ...placed, proofs: [], job: lane === "rollback" ? withoutMigration(placed.job) : placed.job }
  }
  return plan.nodes.filter(runs).map(inLane)
}

const faster = (job: Job, variant: Script): Job => ({
  ...job,
  steps: job.steps.map(
    (step): Step => (step.kind === "script" && step.role === "check" ? { ...step, ...variant } : step),
  ),
})

const withoutMigration = (job: Job): Job => ({
  ...job,
  steps: job.steps.filter((step) => step.kind !== "script" || step.role !== "migrate"),
})
