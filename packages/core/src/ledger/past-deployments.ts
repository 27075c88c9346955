import type { Lane } from "../plan/lane.js"
import { applyRecord } from "./apply-record.js"
import { type Current, emptyState } from "./environment-state.js"
import type { Evidence } from "./evidence.js"
import { momentOf } from "./moment.js"
import type { LedgerRecord } from "./record.js"
import type { Release } from "./release.js"
import { failedChecks } from "./verified.js"

/** A deployment that is over, that is under way, or that was refused. */
export interface PastDeployment {
  readonly deployment: string
  readonly lane: Lane
  readonly release: Release
  readonly at: string
  /** The id of the run that asked for it. */
  readonly run?: string
  readonly result: "succeeded" | "failed" | "cancelled" | "aborted" | "refused" | "running"
  /** Whether every check that was due on the environment had passed, latest verdict each, as long as it alone ran there. */
  readonly verified: boolean
  /** The due checks whose latest verdict there is another one than passed; absent where there is none. */
  readonly failedChecks?: readonly string[]
  /**
   * Milliseconds for which it was, without a break, the verified release there: until the next deployment started, or
   * `now`. 0 once a check has failed, until it passes again.
   */
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

  const change = (deployment: string, changed: (known: PastDeployment) => Partial<PastDeployment>): void => {
    const known = past.get(deployment)
    if (known !== undefined) past.set(deployment, { ...known, ...changed(known) })
  }
  const soakedUntil = ({ current }: { readonly current?: Current }, until: number): void => {
    const since = momentOf(current?.verified ?? "")
    if (current !== undefined && until > since) change(current.deployment, () => ({ soaked: until - since }))
  }
  const checked = (current: Current): void =>
    change(current.deployment, () => ({
      verified: current.verified !== undefined,
      failedChecks: failedChecks(current),
    }))

  for (const record of records) {
    const before = state
    state = applyRecord(state, record)
    if (record.kind === "started" || record.kind === "refused") {
      const { deployment, lane, release, at, proofs } = record
      const started = record.kind === "started"
      if (started && before.running !== undefined) change(before.running.deployment, () => ({ result: "aborted" }))
      if (started) soakedUntil(before, momentOf(at))
      const result = started ? "running" : "refused"
      const run = record.run === undefined ? {} : { run: record.run.id }
      past.set(deployment, { deployment, lane, release, at, ...run, result, verified: false, soaked: 0, proofs })
    }
    if ((record.kind === "finished" || record.kind === "settled") && before.running?.deployment === record.deployment)
      change(record.deployment, () => ({ result: record.result }))
    const told = record.kind === "finished" || record.kind === "check"
    if (told && state.current !== undefined && state.current !== before.current) checked(state.current)
  }
  soakedUntil(state, now)
  return [...past.values()].map(({ failedChecks: failed = [], ...one }) =>
    failed.length === 0 ? one : { ...one, failedChecks: failed },
  )
}
