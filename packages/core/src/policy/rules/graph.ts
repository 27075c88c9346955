import type { Problem } from "../../errors/problem.js"
import type { Node } from "../../plan/node.js"
import type { Environment, Plan } from "../../plan/plan.js"
import type { PlanIndex } from "../plan-index.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/** What the plan names is there, and nothing waits for itself. */
export const graph: Rule = (plan, index) => [
  ...plan.nodes.flatMap((node) => unknown(node, index)),
  ...plan.environments.flatMap((environment) => unknownGates(environment, index)),
  ...circle(plan, index),
]

const complete = "Make plans with pipeline(); one that is written by hand must be complete."

const unknown = (node: Node, index: PlanIndex): readonly Problem[] => {
  const missing = (what: string, name: string) =>
    problemAt(
      node,
      "SL2011",
      `nodes.${node.id}`,
      `'${node.title}' names ${what} '${name}', which the plan does not hold`,
      complete,
    )
  const needs = [...node.needs, ...(node.kind === "deploy" ? node.proofs.map((proof) => proof.node) : [])]
  return [
    ...[...new Set(needs)].filter((need) => !index.nodes.has(need)).map((need) => missing("the node", need)),
    ...("gate" in node && !index.gates.has(node.gate) ? [missing("the gate", node.gate)] : []),
    ...("environment" in node && !index.environments.has(node.environment)
      ? [missing("the environment", node.environment)]
      : []),
    ...(node.kind === "build" && !index.artifacts.has(node.artifact) ? [missing("the artifact", node.artifact)] : []),
  ]
}

const unknownGates = (environment: Environment, index: PlanIndex): readonly Problem[] =>
  environment.requires.flatMap(({ gate }) =>
    gate === undefined || index.gates.has(gate)
      ? []
      : [
          problemAt(
            environment,
            "SL2011",
            `environments.${environment.name}`,
            `'${environment.name}' names the gate '${gate}', which the plan does not hold`,
            complete,
          ),
        ],
  )

/** Takes away what waits for nothing, again and again; what is left at the end waits in a circle or behind one. */
const circle = (plan: Plan, index: PlanIndex): readonly Problem[] => {
  const waiting = new Map(
    plan.nodes.map((node) => [node.id, node.needs.filter((need) => index.nodes.has(need)).length]),
  )
  const after = new Map<string, string[]>()
  for (const node of plan.nodes) for (const need of node.needs) after.set(need, [...(after.get(need) ?? []), node.id])
  const free = plan.nodes.filter((node) => waiting.get(node.id) === 0).map((node) => node.id)
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    waiting.delete(id)
    for (const next of after.get(id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1
      waiting.set(next, left)
      if (left === 0) free.push(next)
    }
  }
  const [first] = waiting.keys()
  const node = first === undefined ? undefined : index.nodes.get(first)
  if (node === undefined) return []
  const path = walk(node, index, waiting)
  return [
    problemAt(
      node,
      "SL2010",
      `nodes.${node.id}`,
      `these wait for each other: ${path.join(" → ")}`,
      "Make plans with pipeline(); its candidates cannot wait for what comes later.",
    ),
  ]
}

const walk = (start: Node, index: PlanIndex, stuck: ReadonlyMap<string, number>): readonly string[] => {
  const path: string[] = []
  let node: Node | undefined = start
  while (node !== undefined && !path.includes(node.id)) {
    path.push(node.id)
    const next: string | undefined = node.needs.find((need) => stuck.has(need))
    node = next === undefined ? undefined : index.nodes.get(next)
  }
  return node === undefined ? path : [...path.slice(path.indexOf(node.id)), node.id]
}
