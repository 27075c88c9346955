import type { Override, Problem } from "@shipline/core"
import type { Lane, NodeKind } from "@shipline/core/plan"
import type { ApprovalQuestion, Decision } from "./approver.js"
import type { BuiltArtifact } from "./built-artifact.js"
import type { RunSummary } from "./summary.js"
import type { Verdict } from "./verdict.js"

/** What happens in a run, as data for whoever shows it. All secrets in it are masked. */
export type EventBody =
  | {
      readonly kind: "run-started"
      readonly run: string
      readonly pipeline: string
      readonly lane: Lane
      readonly version: string
      readonly commit: string
      /** Where the journal, the logs and the summary are kept. */
      readonly folder: string
      /** How many jobs run at a time at most. */
      readonly jobs: number
      readonly nodes: readonly { readonly id: string; readonly title: string; readonly kind: NodeKind }[]
    }
  /** Something worth knowing that stops nothing. `node` is the id of the node that it is about. */
  | { readonly kind: "note"; readonly level: "note" | "warning"; readonly problem: Problem; readonly node?: string }
  | { readonly kind: "job-started"; readonly node: string; readonly leg: string; readonly title: string }
  /** Whole lines, without their ends, in the order in which the job wrote them. */
  | {
      readonly kind: "job-output"
      readonly node: string
      readonly leg: string
      readonly title: string
      readonly lines: readonly string[]
    }
  | {
      readonly kind: "job-retried"
      readonly node: string
      readonly leg: string
      readonly title: string
      /** The attempt that failed, and how many there are in all. */
      readonly attempt: number
      readonly of: number
      readonly problem: Problem
    }
  /** One part of a node has ended; most nodes have one. */
  | {
      readonly kind: "job-finished"
      readonly node: string
      readonly leg: string
      readonly title: string
      readonly verdict: Verdict
      readonly duration: number
      readonly problem?: Problem
    }
  | {
      readonly kind: "node-finished"
      readonly node: string
      readonly title: string
      readonly verdict: Verdict
      readonly duration: number
      readonly advisory?: true
      readonly problem?: Problem
    }
  | { readonly kind: "built"; readonly node: string; readonly artifact: BuiltArtifact }
  | { readonly kind: "approval-asked"; readonly question: ApprovalQuestion }
  | { readonly kind: "approval-decided"; readonly question: ApprovalQuestion; readonly decision: Decision }
  /** The candidate still has to run for `duration` milliseconds in the environment. */
  | { readonly kind: "soaking"; readonly node: string; readonly environment: string; readonly duration: number }
  | { readonly kind: "lock-waited"; readonly node: string; readonly environment: string; readonly holder: string }
  /** It was decided, and recorded, whether a deployment starts. */
  | {
      readonly kind: "admission"
      readonly node: string
      readonly environment: string
      readonly lane: Lane
      readonly admitted: boolean
      /** Every reason of a refusal; empty where it was admitted. */
      readonly reasons: readonly Problem[]
      /** The rules that were set aside for it. */
      readonly overrides: readonly Override[]
      /** What names it in the ledger; absent where it was refused. */
      readonly deployment?: string
    }
  | {
      readonly kind: "deployed"
      readonly node: string
      readonly environment: string
      readonly url?: string
      readonly version: string
      readonly artifacts: readonly BuiltArtifact[]
    }
  /** Nothing new starts. `waitsFor` are the titles of the deployments that are let to finish. */
  | { readonly kind: "stopping"; readonly problem: Problem; readonly waitsFor: readonly string[] }
  | { readonly kind: "run-finished"; readonly summary: RunSummary }

/** An event and when it happened: milliseconds since 1970. */
export type RunEvent = EventBody & { readonly at: number }
export type RunEventKind = RunEvent["kind"]
export type RunEventOf<K extends RunEventKind> = Extract<RunEvent, { readonly kind: K }>
