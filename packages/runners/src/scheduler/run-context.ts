import type { Problem } from "@shipline/core"
import type { Lane, Node, Plan } from "@shipline/core/plan"
import type * as Semaphore from "effect/Semaphore"
import type { Outcome } from "./outcome.js"

/** What a caller decides about a run of a lane. */
export interface ScheduleOptions {
  readonly lane: Lane
  /** Environments that may be deployed to. */
  readonly allow: ReadonlySet<string>
  /** How many jobs run at a time at most. */
  readonly jobs: number
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
  readonly outcomes: ReadonlyMap<string, Outcome>
  /** Titles of the deployments that run now. */
  readonly deploying: Set<string>
}

/** Whether a node may fail without failing the run. */
export const isAdvisory = (plan: Plan, node: Node): boolean =>
  (node.kind === "check" || node.kind === "verify") &&
  plan.gates.some((gate) => gate.id === node.gate && gate.advisory === true)
