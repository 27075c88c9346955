import type { Lane } from "../plan/lane.js"
import type { Actor, RunReference } from "./actor.js"
import type { Evidence } from "./evidence.js"
import type { Justification, PipelineReference, ReleaseReference } from "./record.js"
import type { Release, SchemaRange } from "./release.js"

/** A deployment that has started and is not known to have ended. */
export interface Running extends Justification {
  readonly deployment: string
  readonly lane: Lane
  readonly release: Release
  readonly at: string
  readonly by: Actor
  readonly run?: RunReference
  readonly deadline: string
  readonly proofs: readonly Evidence[]
  readonly checks: readonly string[]
  readonly pipeline: PipelineReference
}

/** What runs in an environment, as far as the ledger knows. */
export interface Current extends Omit<Running, "deadline"> {
  /** When its deployment finished. */
  readonly since: string
  /**
   * Since when every check that it must pass here has passed, latest verdict each, without a break: a check that does
   * not pass ends it, and so does the start of another deployment.
   */
  readonly verified?: string
  /**
   * The latest verdict of each check on this environment since it runs here; of checks that it need not pass only the
   * last twenty.
   */
  readonly results: readonly Evidence[]
}

/** A release that nobody may deploy, and why. */
export interface Blocked extends ReleaseReference {
  readonly reason: string
  readonly at: string
  readonly by: Actor
}

/** The last deployment, where it did not succeed: what runs is then uncertain, until one does. */
export interface FailedDeployment {
  readonly deployment: string
  readonly release: ReleaseReference
  readonly at: string
  readonly result: "failed" | "cancelled" | "aborted"
}

/** The newest release that was ever put in an environment, going forward. */
export interface Newest extends ReleaseReference {
  readonly number: number
  readonly commit: string
}

/**
 * Everything that a decision needs to know of an environment, folded from its records. No list in it grows with the
 * history, but for the blocks that nobody has lifted: so it is kept beside the last record, and nothing is read twice.
 */
export interface EnvironmentState {
  readonly environment: string
  /** The number of the last record; 0 where there is none. */
  readonly number: number
  readonly current?: Current
  readonly running?: Running
  readonly failed?: FailedDeployment
  readonly newest?: Newest
  /** What the environment's database is at, by the migrations of all that was ever put here. */
  readonly schema?: SchemaRange
  readonly blocked: readonly Blocked[]
  /** What somebody last saw running. */
  readonly observed?: {
    readonly at: string
    readonly artifacts: readonly { readonly name: string; readonly digest: string }[]
  }
}

/** The state of an environment of which there is no record yet. */
export const emptyState = (environment: string): EnvironmentState => ({ environment, number: 0, blocked: [] })
