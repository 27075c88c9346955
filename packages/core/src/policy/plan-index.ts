import type { Node } from "../plan/node.js"
import type { Artifact, Environment, Gate, Plan } from "../plan/plan.js"

/** Look-ups in a plan, and what comes before what. */
export class PlanIndex {
  readonly nodes: ReadonlyMap<string, Node>
  readonly gates: ReadonlyMap<string, Gate>
  readonly artifacts: ReadonlyMap<string, Artifact>
  readonly environments: ReadonlyMap<string, Environment>
  private readonly bits: ReadonlyMap<string, bigint>
  private readonly before = new Map<string, bigint>()

  constructor(readonly plan: Plan) {
    this.nodes = new Map(plan.nodes.map((node) => [node.id, node]))
    this.gates = new Map(plan.gates.map((gate) => [gate.id, gate]))
    this.artifacts = new Map(plan.artifacts.map((artifact) => [artifact.name, artifact]))
    this.environments = new Map(plan.environments.map((environment) => [environment.name, environment]))
    this.bits = new Map(plan.nodes.map((node, position) => [node.id, 1n << BigInt(position)]))
  }

  /** Whether `id` is somewhere before `node`. Only for plans without a circle. */
  isBefore(id: string, node: string): boolean {
    return (this.ancestors(node) & (this.bits.get(id) ?? 0n)) !== 0n
  }

  /** Fills the table from the roots on, without recursion: plans may be long chains. */
  private ancestors(id: string): bigint {
    const open = [id]
    while (open.length > 0) {
      const top = open.at(-1) ?? id
      const needs = this.nodes.get(top)?.needs ?? []
      const missing = this.before.has(top) ? [] : needs.filter((need) => !this.before.has(need) && this.nodes.has(need))
      if (missing.length > 0) {
        open.push(...missing)
        continue
      }
      open.pop()
      if (this.before.has(top)) continue
      let bits = 0n
      for (const need of needs) bits |= (this.bits.get(need) ?? 0n) | (this.before.get(need) ?? 0n)
      this.before.set(top, bits)
    }
    return this.before.get(id) ?? 0n
  }
}
