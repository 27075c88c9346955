import type { Problem } from "@shipline/core"
import type { Lane, Node, Plan } from "@shipline/core/plan"
import type * as Semaphore from "effect/Semaphore"
import type { Ended } from "./outcome.js"

/** What a caller decides about a run of a lane. */
export interface ScheduleOptions {
  readonly lane: Lane
  /** Where a promotion or a rollback goes. */
  readonly environment?: string
  /** Environments that may be deployed to. */
  readonly allow: ReadonlySet<string>
  /** How many jobs run at a time at most. */
  readonly jobs: number
  /** The version of the candidate. */
  readonly version: string
}

/** What every node of one run shares. */
export interface RunContext {
  readonly plan: Plan
  readonly options: ScheduleOptions
  readonly nodes: readonly Node[]
  readonly permits: Semaphore.Semaphore
  /** Approvals are asked one at a time. */
  readonly asking: Semaphore.Semaphore
  readonly held: ReadonlyMap<string, Problem>
  /** What has ended so far. */
  readonly outcomes: ReadonlyMap<string, Ended>
  /** Titles of the deployments that run now. */
  readonly deploying: Set<string>
}

/** The ids of the gates that may fail, by plan: a plan is frozen, and each of its nodes asks several times. */
const advisory = new WeakMap<Plan, ReadonlySet<string>>()
const advisoryGates = (plan: Plan): ReadonlySet<string> => {
  const known = advisory.get(plan) ?? new Set(plan.gates.flatMap((gate) => (gate.advisory === true ? [gate.id] : [])))
  advisory.set(plan, known)
  return known
}

/** Whether a node may fail without failing the run. */
export const isAdvisory = (plan: Plan, node: Node): boolean =>
  (node.kind === "check" || node.kind === "verify") && advisoryGates(plan).has(node.gate)
