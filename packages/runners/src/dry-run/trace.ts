import type { Override, Problem } from "@shipline/core"
import type { LedgerRecord } from "@shipline/core/ledger"
import type { Lane, NodeKind } from "@shipline/core/plan"
import type { Verdict } from "../scheduler/verdict.js"
import type { SimulatedLedger } from "./simulated-ledger.js"

/** A node of the plan and how it ended. Times are milliseconds. */
export interface TraceJob {
  readonly node: string
  readonly title: string
  readonly kind: NodeKind
  /** Where it deploys, checks or waits; absent for what is about the candidate alone. */
  readonly environment?: string
  readonly verdict: Verdict
  /** Whether it began: not what was skipped, held back, refused by admission, or stopped before. */
  readonly ran: boolean
  /** When it began, or was decided without beginning: counted from the start of the simulation. */
  readonly started: number
  /** 0 where nothing ran. */
  readonly duration: number
  /** It may fail without failing the rest. */
  readonly advisory?: true
  readonly problem?: Problem
}

/** What admission decided on a candidate. */
export interface TraceAdmission {
  readonly environment: string
  readonly lane: Lane
  readonly version: string
  /** Counted from the start of the simulation. */
  readonly at: number
  readonly admitted: boolean
  /** Every reason against it; none where it is admitted. */
  readonly reasons: readonly Problem[]
  /** The rules that were set aside for it. */
  readonly overrides: readonly Override[]
}

/** A deployment that was admitted and has started. */
export interface TraceDeployment {
  readonly environment: string
  readonly lane: Lane
  readonly version: string
  /** Its name in the ledger. */
  readonly deployment: string
  readonly result: "succeeded" | "failed" | "cancelled" | "running"
}

/** What happened in a simulation, as frozen plain data. */
export interface Trace {
  /** `failed` where a node went wrong that is not advisory; a deployment that was only held back does not count. */
  readonly verdict: "passed" | "failed"
  readonly pipeline: string
  readonly lane: Lane
  readonly version: string
  /** Every environment of the pipeline, also those to which this lane does not lead. */
  readonly environments: readonly string[]
  /** The titles of the nodes that this lane leaves out. */
  readonly leftOut: readonly string[]
  /** When it began; ISO 8601 in UTC. */
  readonly began: string
  /** Milliseconds. */
  readonly duration: number
  /** The nodes of the lane in the order in which they began. */
  readonly jobs: readonly TraceJob[]
  /** In the order in which they were decided. */
  readonly admissions: readonly TraceAdmission[]
  /** In the order in which they started. */
  readonly deployments: readonly TraceDeployment[]
  /** What was added to the ledger: environment by environment, the oldest first. */
  readonly records: readonly LedgerRecord[]
  /** The ledger as it is now: give it to the next simulation. */
  readonly ledger: SimulatedLedger
}
