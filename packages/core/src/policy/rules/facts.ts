import type { Problem } from "../../errors/problem.js"
import type { Node, NodeKind, NodeOf } from "../../plan/node.js"
import type { Gate } from "../../plan/plan.js"
import type { PlanIndex } from "../plan-index.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/** A node proves what it claims, and runs something to prove it. Only a plan that is written by hand breaks this. */
export const facts: Rule = (plan, index) => plan.nodes.flatMap((node) => [...claims(node, index), ...idle(node)])

const hint = "Make plans with pipeline(); there a node proves what its gate checks."

type Proofs = { readonly [K in NodeKind]: (node: NodeOf<K>, index: PlanIndex) => string | undefined }

const proofs: Proofs = {
  build: () => undefined,
  check: (node, index) => gateName(node.gate, "check", index),
  approval: (node, index) => gateName(node.gate, "approval", index),
  soak: (node, index) => {
    const name = gateName(node.gate, "soak", index)
    const lasts = index.gates.get(node.gate)?.duration === node.duration
    return name === undefined || !lasts ? undefined : `${name} on ${node.environment}`
  },
  deploy: (node) => `deployed to ${node.environment}`,
  verify: (node, index) => {
    const name = gateName(node.gate, "environment", index)
    return name === undefined ? undefined : `${name} on ${node.environment}`
  },
}

const gateName = (id: string, kind: Gate["kind"], index: PlanIndex): string | undefined => {
  const gate = index.gates.get(id)
  return gate?.kind === kind ? gate.name : undefined
}

const claims = (node: Node, index: PlanIndex): readonly Problem[] => {
  const proved = (proofs[node.kind] as (node: Node, index: PlanIndex) => string | undefined)(node, index) // the table is total by its type
  if (!("proof" in node) || node.proof === proved) return []
  const message = `'${node.title}' claims to prove '${node.proof}', which it does not check`
  return [problemAt(node, "SL2007", `nodes.${node.id}`, message, hint)]
}

const roles = { build: "build", check: "check", verify: "check", deploy: "deploy" } as const

const idle = (node: Node): readonly Problem[] => {
  if (!("job" in node)) return []
  const { steps, matrix, shards = 1 } = node.job
  const runs = steps.some((step) => step.kind === "script" && step.role === roles[node.kind])
  if (runs && shards >= 1 && matrix.every((axis) => axis.values.length > 0)) return []
  return [problemAt(node, "SL2019", `nodes.${node.id}`, `'${node.title}' runs nothing`, hint)]
}
