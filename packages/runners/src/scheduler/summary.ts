import type { Problem } from "@shipline/core"
import type { Lane, NodeKind } from "@shipline/core/plan"
import type { BuiltArtifact } from "./built-artifact.js"
import type { LegOutcome } from "./outcome.js"
import type { Verdict } from "./verdict.js"

/** One node of the plan, in the plan's order. Durations are milliseconds. */
export interface NodeSummary {
  readonly id: string
  readonly title: string
  readonly kind: NodeKind
  readonly verdict: Verdict
  readonly duration: number
  /** It may fail without failing the run. */
  readonly advisory?: true
  readonly problem?: Problem
  /** Of a refused deployment, where there are several: every reason, `problem` first. */
  readonly reasons?: readonly Problem[]
  readonly legs: readonly LegOutcome[]
}

/** What runs in an environment because of this run. */
export interface DeploymentSummary {
  readonly node: string
  readonly environment: string
  readonly url?: string
  readonly version: string
  readonly artifacts: readonly BuiltArtifact[]
}

/** What a run did. `verdict` is `passed` also where deployments were held because nobody allowed them. */
export interface RunSummary {
  readonly run: string
  readonly pipeline: string
  readonly lane: Lane
  readonly version: string
  readonly commit: string
  /** Where the journal, the logs and this summary are kept. */
  readonly folder: string
  readonly verdict: "passed" | "failed" | "cancelled"
  /** Milliseconds since 1970. */
  readonly started: number
  /** Milliseconds. */
  readonly duration: number
  readonly nodes: readonly NodeSummary[]
  readonly deployments: readonly DeploymentSummary[]
  /** Environments that were not deployed to because they are not allowed in this run. */
  readonly held: readonly string[]
  /** What stopped the run early. */
  readonly stopped?: Problem
}
