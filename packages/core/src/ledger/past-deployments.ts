import type { Lane } from "../plan/lane.js"
import type { Evidence } from "./evidence.js"
import type { LedgerRecord } from "./record.js"
import type { Release } from "./release.js"
import { applyRecord, emptyState } from "./state.js"

/** A deployment that is over, or that was refused. */
export interface PastDeployment {
  readonly deployment: string
  readonly lane: Lane
  readonly release: Release
  readonly at: string
  readonly result: "succeeded" | "failed" | "cancelled" | "aborted" | "refused" | "running"
  /** Whether every check that was due on the environment passed while it ran there. */
  readonly verified: boolean
  /** Milliseconds for which it was, without a break, the verified release there; up to `now` where it still is. */
  readonly soaked: number
  readonly proofs: readonly Evidence[]
}

/**
 * What was ever deployed to an environment, oldest first, from its whole chain, oldest record first. Use it for what the
 * state cannot tell: where one can go back to, and how long something ran. `now` is milliseconds since 1970.
 */
export const pastDeployments = (records: readonly LedgerRecord[], now: number): readonly PastDeployment[] => {
  const past = new Map<string, PastDeployment>()
  let state = emptyState(records[0]?.environment ?? "")
  /** Closes the time for which the current release is verified. */
  const soak = (until: number): void => {
    const { current } = state
    const known = current === undefined ? undefined : past.get(current.deployment)
    if (known === undefined || current?.verified === undefined) return
    const soaked = Math.max(known.soaked, until - Date.parse(current.verified))
    past.set(known.deployment, { ...known, verified: true, soaked })
  }
  for (const record of records) {
    const before = state
    soak(Date.parse(record.at))
    state = applyRecord(state, record)
    if (record.kind === "started" || record.kind === "refused") {
      const { deployment, lane, release, at, proofs } = record
      const result = record.kind === "started" ? "running" : "refused"
      past.set(deployment, { deployment, lane, release, at, result, verified: false, soaked: 0, proofs })
    }
    if (record.kind === "finished" || record.kind === "settled") {
      const known = past.get(record.deployment)
      if (known !== undefined && before.running?.deployment === record.deployment)
        past.set(record.deployment, { ...known, result: record.result })
    }
    const current = state.current
    const known = current === undefined ? undefined : past.get(current.deployment)
    if (known !== undefined && current?.verified !== undefined) past.set(known.deployment, { ...known, verified: true })
  }
  soak(now)
  return [...past.values()]
}
