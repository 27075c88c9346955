import type { Node } from "../plan/node.js"
import type { Artifact, Environment, Gate, Plan } from "../plan/plan.js"

/** Look-ups in a plan. */
export class PlanIndex {
  readonly nodes: ReadonlyMap<string, Node>
  readonly gates: ReadonlyMap<string, Gate>
  readonly artifacts: ReadonlyMap<string, Artifact>
  readonly environments: ReadonlyMap<string, Environment>

  constructor(readonly plan: Plan) {
    this.nodes = new Map(plan.nodes.map((node) => [node.id, node]))
    this.gates = new Map(plan.gates.map((gate) => [gate.id, gate]))
    this.artifacts = new Map(plan.artifacts.map((artifact) => [artifact.name, artifact]))
    this.environments = new Map(plan.environments.map((environment) => [environment.name, environment]))
  }
}
