import type { Actor, EnvironmentState, LedgerRecord } from "@shipline/core/ledger"

/** What the records so far amount to: what the next one is held against. */
export interface Walked {
  readonly environment: string
  readonly state: EnvironmentState
  /** The last link and the hash of its record; null before the first. */
  readonly last: { readonly id: string; readonly hash: string; readonly at: string } | null
  /** Grown in place: a copy for each of ten thousand records would cost their square. */
  readonly ids: Set<string>
  readonly deployments: Set<string>
}

/** A record in its place, decoded. */
export interface Candidate {
  readonly record: LedgerRecord
  readonly text: string
  readonly hash: string
}

/** Who may write: issuer and subject must be the same. */
export type Writer = Pick<Actor, "issuer" | "subject">
