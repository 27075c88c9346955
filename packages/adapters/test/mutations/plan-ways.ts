import type { Plan } from "@shipline/core"
import { type Lane, laneView, type NodeOf } from "@shipline/core/plan"

/** How a run was started, in the words of no platform. */
export interface Started {
  readonly by: "push" | "schedule" | "person" | "something else"
  readonly branch?: string | undefined
  readonly tag?: string | undefined
  readonly lane?: string | undefined
  readonly environment?: string | undefined
}

/** Whether a pattern of a trigger holds a name: `*` stops at a slash, `**` does not. */
const holds = (pattern: string, name: string | undefined): boolean => {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part.startsWith("*")) return part === "*" ? "[^/]*" : ".*"
    return part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&")
  })
  return name !== undefined && new RegExp(`^${parts.join("")}$`).test(name)
}

/** The way that a run goes, undefined where it is none that the plan knows. */
const wayOf = (
  plan: Plan,
  { by, branch, tag, lane, environment }: Started,
): { readonly lane: Lane; readonly environment?: string } | undefined => {
  const { push, schedule, manual } = plan.on
  const isHome = (push?.branches ?? ["main"]).some((one) => holds(one, branch))
  if (by === "push") {
    const isPushed = push !== undefined && (isHome || push.tags.some((one) => holds(one, tag)))
    return isPushed ? { lane: "release" } : undefined
  }
  if (by === "schedule") return schedule === undefined ? undefined : { lane: "release" }
  if (by !== "person" || !isHome) return undefined
  if (lane === "release") return manual === true ? { lane } : undefined
  if (lane === "hotfix") return plan.environments.some(({ hotfix }) => hotfix !== undefined) ? { lane } : undefined
  if ((lane !== "promote" && lane !== "rollback") || environment === undefined) return undefined
  return plan.environments.some(({ name }) => name === environment) ? { lane, environment } : undefined
}

const deploysOf = (nodes: Plan["nodes"]): readonly NodeOf<"deploy">[] => nodes.filter((node) => node.kind === "deploy")

/** The nodes that deploy, as jobs: a promotion and a rollback have one of their own. */
export const deployingNodes = (plan: Plan): readonly string[] =>
  deploysOf(plan.nodes).flatMap(({ id }) => [id, `re${id}`])

/** The nodes that must have passed before a deploying one may start in a run, undefined where it may not start at all. */
export const gatesOf = (plan: Plan, started: Started, deploying: string): readonly string[] | undefined => {
  const way = wayOf(plan, started)
  if (way === undefined) return undefined
  const isBack = way.environment !== undefined
  const nodes = deploysOf(laneView(plan, way.lane, way.environment))
  const node = nodes.find(({ id }) => deploying === (isBack ? `re${id}` : id))
  return node && (isBack ? [] : node.proofs.map((proof) => proof.node))
}
