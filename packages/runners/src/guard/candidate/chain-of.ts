import type { LedgerRecord } from "@shipline/core/ledger"
import type { LedgerStore } from "../../ledger/ledger-store.js"

/** A chain, oldest record first. (Node 18, which a job may have set up for its own ends, knows no `toReversed`.) */
export const chainOf = async (store: LedgerStore, environment: string): Promise<readonly LedgerRecord[]> =>
  [...(await store.read(environment))].reverse()
