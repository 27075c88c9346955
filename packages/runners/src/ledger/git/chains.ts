import type { LedgerError } from "../ledger-error.js"

/** What became of an attempt to make a commit the end of a chain. */
export type Published =
  | { readonly done: true }
  /** `refused`: the remote has decided against it. Otherwise somebody was faster, or nobody knows. */
  | { readonly done: false; readonly refused: boolean; readonly words: string }

/** Where the chains are kept, as refs. */
export interface Chains {
  /**
   * Brings a chain here, its last `depth` commits or all, and returns the ref to read it at; undefined where there is no
   * chain. Without a remote it is here already.
   */
  bring(environment: string, depth?: number): Promise<string | undefined>
  /** The last parts of the names of all chains, sorted, with those that have disappeared. */
  names(): Promise<readonly string[]>
  /** Brings all chains here and returns their refs by the last part of their names. */
  bringAll(): Promise<ReadonlyMap<string, string>>
  /** Makes a commit the end of a chain if that still ends in `on`. */
  publish(environment: string, commit: string, on: string | null): Promise<Published>
  /** What to throw where a record did not get there, for all that was tried. */
  failed(environment: string, words: string): LedgerError
  /** What to throw where nobody can find out whether it got there. */
  undecided(environment: string, words: string): LedgerError
}
