import { applyRecord, type Evidence, emptyState, type LedgerRecord, releaseKey } from "@shipline/core/ledger"
import { deployedEvidence } from "./deployed-evidence.js"

/**
 * Everything that an environment's chain, oldest record first, ever said of a release, in that order: what it was
 * admitted or refused on, how its deployments ended, and how its checks there ended while it was what ran there.
 */
export const evidenceOfRecords = (records: readonly LedgerRecord[], key: string): readonly Evidence[] => {
  const evidence: Evidence[] = []
  let state = emptyState(records[0]?.environment ?? "")
  for (const record of records) {
    const before = state
    state = applyRecord(state, record)
    if ((record.kind === "started" || record.kind === "refused") && releaseKey(record.release) === key)
      evidence.push(...record.proofs)
    if (record.kind === "finished" || record.kind === "settled") {
      const { running } = before
      if (running?.deployment === record.deployment && releaseKey(running.release) === key)
        evidence.push(deployedEvidence(record))
    }
    const { current } = state
    if (record.kind === "check" && current !== before.current && current !== undefined)
      if (releaseKey(current.release) === key) evidence.push(...current.results)
  }
  return evidence
}
