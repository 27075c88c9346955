import type { LedgerStore } from "../ledger-store.js"

/** A link of a chain as it is kept, before anybody has trusted it. */
export interface ChainEntry {
  /** The store's name of it, such as a commit. */
  readonly id: string
  readonly parents: readonly string[]
  /** The names of its files, with what they are where they are no plain files. */
  readonly files: readonly string[]
  readonly record?: string
  readonly current?: string
  /** Who git says wrote it and when, author and committer; absent where the store has no such thing. */
  readonly stamps?: readonly string[]
}

/** A store whose chains can be looked at as they are kept. */
export interface ChainSource {
  /** The names of the chains, sorted: those of their branches, which tell the environments apart. */
  chains(): Promise<readonly string[]>
  /** Each link of a chain, oldest first. Rejected with a `LedgerError` where the chain cannot be had. */
  entries(chain: string): AsyncIterable<ChainEntry>
}

/** A store whose chains can be used and be verified. */
export interface VerifiableStore extends LedgerStore, ChainSource {}
