import type { Problem } from "../../errors/problem.js"
import { tooEarly } from "../../errors/sentences.js"
import type { SoakNode } from "../../plan/node.js"
import type { Plan } from "../../plan/plan.js"
import type { PlanIndex } from "../plan-index.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/**
 * A soak counts from the moment at which every check of its environment has passed. One that a check could come after would
 * wait for what waits for it, so all of them are before it.
 */
export const soaks: Rule = (plan, index) =>
  plan.nodes.flatMap((node) => (node.kind === "soak" ? early(node, plan, index) : []))

const early = (soak: SoakNode, plan: Plan, index: PlanIndex): readonly Problem[] => {
  const past = pastOf(soak, index)
  const isDeployed = [...past].some((id) => {
    const node = index.nodes.get(id)
    return node?.kind === "deploy" && node.environment === soak.environment
  })
  if (!isDeployed) return [] // the rule on proofs speaks of it
  return plan.nodes.flatMap((node) => {
    if (node.kind !== "verify" || node.environment !== soak.environment || past.has(node.id)) return []
    if (index.gates.get(node.gate)?.advisory === true) return []
    const name = index.gates.get(soak.gate)?.name ?? soak.title
    const hint = `It counts from the moment at which every check there has passed: pass it after '${node.proof}'.`
    return [problemAt(soak, "SL2003", `nodes.${soak.id}`, tooEarly(name, node.proof), hint)]
  })
}

const pastOf = (soak: SoakNode, index: PlanIndex): ReadonlySet<string> => {
  const past = new Set<string>()
  for (const open = [...soak.needs]; open.length > 0; ) {
    const node = index.nodes.get(open.pop() ?? "")
    if (node === undefined || past.has(node.id)) continue
    past.add(node.id)
    open.push(...node.needs)
  }
  return past
}
