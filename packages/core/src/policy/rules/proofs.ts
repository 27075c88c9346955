import type { Problem } from "../../errors/problem.js"
import { outOfReach, tooEarly } from "../../errors/sentences.js"
import type { Lane } from "../../plan/lane.js"
import type { DeployNode, Node, SoakNode, VerifyNode } from "../../plan/node.js"
import type { Environment, Requirement } from "../../plan/plan.js"
import type { PlanIndex } from "../plan-index.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/**
 * In the lanes that prove anew, each deployment has a node for each proof that its environment requires; that node ran the
 * required gate, takes part in the lane, and the deployment waits for it directly. Promotion and rollback take their proofs
 * from the ledger.
 */
export const proofs: Rule = (plan, index) => [
  ...plan.nodes.flatMap((node) => (node.kind === "deploy" ? deployment(node, index) : [])),
  ...plan.nodes.flatMap((node) => (node.kind === "verify" || node.kind === "soak" ? early(node, index) : [])),
  ...onlyOnce(plan.nodes),
]

const deployment = (node: DeployNode, index: PlanIndex): readonly Problem[] => {
  const environment = index.environments.get(node.environment)
  if (environment === undefined) return []
  const claims: Claims = {
    node,
    by: new Map(node.proofs.map((known) => [known.proof, known.node])),
    needs: new Set(node.needs),
  }
  const found = environment.requires.flatMap((requirement) =>
    requirementProblems(claims, environment, requirement, index, "release"),
  )
  if (found.length > 0 || !node.lanes.includes("hotfix")) return found
  const required = new Set(environment.requires.map(({ proof }) => proof))
  return (environment.hotfix?.requires ?? [])
    .filter(({ proof }) => required.has(proof)) // the rule on hotfix policies speaks of the others
    .flatMap((requirement) => requirementProblems(claims, environment, requirement, index, "hotfix"))
}

/** What a deployment says of itself, for look-ups. Of two nodes that it names for one proof, the last one counts. */
interface Claims {
  readonly node: DeployNode
  readonly by: ReadonlyMap<string, string>
  readonly needs: ReadonlySet<string>
}

const requirementProblems = (
  { node, by: claimed, needs }: Claims,
  environment: Environment,
  requirement: Requirement,
  index: PlanIndex,
  lane: Lane,
): readonly Problem[] => {
  const { proof } = requirement
  const problem = (code: Problem["code"], message: string, hint: string) => [
    problemAt(node, code, `nodes.${node.id}`, message, hint),
  ]
  const required = requirement.gate === undefined ? undefined : index.gates.get(requirement.gate)
  if (required?.advisory === true) return [] // the rule on gates speaks of it
  const by = index.nodes.get(claimed.get(proof) ?? "")
  if (by === undefined || !("proof" in by) || by.proof !== proof)
    return problem(missingCode(proof), outOfReach(environment.name, proof), missingHint(proof))
  if (!needs.has(by.id))
    return problem(
      "SL2020",
      `the deployment to ${environment.name} could start before '${proof}' has passed`,
      `Name '${by.id}' among its needs.`,
    )
  if (!by.lanes.includes(lane))
    return problem(
      "SL2013",
      `${environment.name} cannot be reached in the ${lane} lane: '${proof}' does not take part in it`,
      lane === "hotfix" && proof.includes(" on ")
        ? "Give the environment that it checks a hotfix policy too."
        : `Let '${by.id}' take part in the ${lane} lane.`,
    )
  if (requirement.gate === undefined)
    return by.kind === "deploy"
      ? []
      : problem("SL2007", `'${proof}' is claimed by '${by.title}', which is no deployment`, "Deploy there first.")
  const ran = "gate" in by ? index.gates.get(by.gate) : undefined
  if (ran !== undefined && (ran.id === requirement.gate || ran.implements === requirement.gate)) return []
  const hint =
    required?.kind === "contract"
      ? `Pass ${required.name}.by(...), where '${required.name}' is the contract that ${environment.name} names.`
      : `Pass the very value that ${environment.name} names in its requires.`
  return problem(
    "SL2007",
    `${environment.name} requires another gate '${proof}' than the one that this candidate has passed`,
    hint,
  )
}

const isDeployment = (proof: string): boolean => proof.startsWith("deployed to ")
const missingCode = (proof: string): Problem["code"] => (isDeployment(proof) ? "SL2002" : "SL2001")
const missingHint = (proof: string): string =>
  isDeployment(proof)
    ? `Deploy there first: .deploy(${proof.slice("deployed to ".length)}, ...).`
    : `Pass '${proof}' on the way to this deployment: .pass(...).`

const early = (node: VerifyNode | SoakNode, index: PlanIndex): readonly Problem[] => {
  const { environment } = node
  const deploys = (id: string): boolean => {
    const before = index.nodes.get(id)
    return before?.kind === "deploy" && before.environment === environment
  }
  if (node.needs.some(deploys)) return []
  const gate = index.gates.get(node.gate)?.name ?? node.title
  return [
    problemAt(
      node,
      "SL2003",
      `nodes.${node.id}`,
      tooEarly(gate, `deployed to ${environment}`),
      `Deploy first: .deploy(${environment}, ...).pass(${node.kind === "soak" ? "..." : `${gate}.on(${environment})`}).`,
    ),
  ]
}

const onlyOnce = (nodes: readonly Node[]): readonly Problem[] => {
  const seen = new Set<string>()
  return nodes.flatMap((node) => {
    if (node.kind !== "deploy") return []
    const again = seen.has(node.environment)
    seen.add(node.environment)
    return again
      ? [
          problemAt(
            node,
            "SL2012",
            `nodes.${node.id}`,
            `this pipeline deploys to '${node.environment}' more than once`,
            "Deploy once; one rollout may carry several artifacts.",
          ),
        ]
      : []
  })
}
