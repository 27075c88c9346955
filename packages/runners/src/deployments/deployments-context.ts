import type { Override } from "@shipline/core"
import type { Actor, Commits, Justification, Release, RunReference } from "@shipline/core/ledger"
import type { Lane, Plan } from "@shipline/core/plan"
import type * as Effect from "effect/Effect"

/** What all deployments of one run share. */
export interface DeploymentsContext extends Justification {
  readonly plan: Plan
  readonly lane: Lane
  /** The candidate with all that is built at the moment of asking. Of a promotion or rollback: as the ledger has it. */
  readonly release: Effect.Effect<Release>
  /** Of a rollback: nobody has named its release. Default: somebody has. */
  readonly unnamed?: boolean
  readonly actor: Actor
  readonly run: RunReference
  readonly overrides: readonly Override[]
  /** What the candidate brings to where `from` runs. Where nothing runs: all that it has behind it. */
  readonly commitsSince: (from: Release | undefined) => Effect.Effect<Commits>
}
