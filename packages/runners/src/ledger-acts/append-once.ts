import type { EnvironmentState, RecordDraft } from "@shipline/core/ledger"
import { mostRaces, outrun } from "../deployments/races.js"
import type { LedgerStore } from "../ledger/ledger-store.js"
import { refusal } from "./in-order.js"

/**
 * Appends what `drafts` makes of the state behind which it is to stand, whoever else writes meanwhile. Says whether
 * there was anything to append.
 */
export const appendOnce = async (
  store: LedgerStore,
  environment: string,
  drafts: (state: EnvironmentState) => readonly RecordDraft[],
): Promise<boolean> => {
  let tip = await store.tip(environment)
  for (let race = 0; race < mostRaces; race++) {
    const own = drafts(tip.state)
    if (own.length === 0) return false
    const { appended, tip: now } = await store.append(environment, own, tip)
    if (appended) return true
    tip = now
  }
  throw refusal(outrun(environment))
}
