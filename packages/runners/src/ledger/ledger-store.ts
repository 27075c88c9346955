import type { EnvironmentState, LedgerRecord, RecordDraft } from "@shipline/core/ledger"

/** The end of an environment's chain: what is known there, and what an append stands on. */
export interface Tip {
  readonly state: EnvironmentState
  /** The sha256 of the last record, `sha256:…`; null where there is none. */
  readonly hash: string | null
  /** The store's own name of this end, such as a commit; null where there is none. */
  readonly id: string | null
}

/** What became of an append: done, or not because the chain had grown. `tip` is the end as it is now. */
export interface Appended {
  readonly appended: boolean
  readonly tip: Tip
}

/**
 * Where the chains of a ledger are kept; plain promises, so that the guard in CI needs nothing else. A method is
 * rejected with a `LedgerError` where the store cannot be reached or is damaged.
 */
export interface LedgerStore {
  /** The names of the environments that have a chain, sorted. */
  environments(): Promise<readonly string[]>
  /** The ends of all chains, sorted by environment. */
  tips(): Promise<readonly Tip[]>
  tip(environment: string): Promise<Tip>
  /**
   * Appends all drafts, or none where the chain no longer ends in `on`. Drafts whose ids stand behind `on` already have
   * been appended before: they are not appended again.
   */
  append(environment: string, drafts: readonly RecordDraft[], on: Tip): Promise<Appended>
  /** The last `most` records, newest first. Default: all. */
  read(environment: string, most?: number): Promise<readonly LedgerRecord[]>
}
