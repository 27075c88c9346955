import type { LedgerStore } from "@shipline/runners"
import { type HistoryEntry, historyOf } from "./history.js"

/**
 * Reads an environment's history from its end, only as far back as needed: `enough` is asked with the entries, oldest
 * first, of which the first may lack what was recorded before it.
 */
export const readBack = async (
  store: LedgerStore,
  environment: string,
  now: number,
  enough: (entries: readonly HistoryEntry[]) => boolean,
  most = 40,
): Promise<readonly HistoryEntry[]> => {
  const records = await store.read(environment, most)
  const entries = historyOf(records.toReversed(), now)
  return records.length < most || enough(entries) ? entries : readBack(store, environment, now, enough, most * 8)
}
