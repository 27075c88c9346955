import {
  applyRecord,
  type EnvironmentState,
  type Evidence,
  emptyState,
  type LedgerRecord,
  type RecordOf,
  releaseKey,
} from "@shipline/core/ledger"
import type { Chains } from "./find-release.js"

/** What a deployment's end says about the proof that it is deployed there; a person's cancel and a missed deadline leave it open. */
const verdicts = { succeeded: "passed", failed: "failed", cancelled: "inconclusive", aborted: "errored" } as const

type Ended = Pick<RecordOf<"finished">, "at" | "by" | "run"> & { readonly result: keyof typeof verdicts }

const deployed = (environment: string, { at, by, run, result }: Ended): Evidence => ({
  proof: `deployed to ${environment}`,
  verdict: verdicts[result],
  at,
  by,
  ...(run === undefined ? {} : { run }),
})

/** What does not count for the environment's state, because it came too late or saw another release, counts for nothing here. */
const chainEvidence = (environment: string, records: readonly LedgerRecord[], key: string): readonly Evidence[] => {
  let state = emptyState(environment)
  return records.flatMap((record): readonly Evidence[] => {
    const before = state
    state = applyRecord(state, record)
    switch (record.kind) {
      case "started":
      case "refused":
        return releaseKey(record.release) === key ? record.proofs : []
      case "finished":
      case "settled": {
        const { running } = before
        const isOwn = running?.deployment === record.deployment && releaseKey(running.release) === key
        return isOwn ? [deployed(environment, record)] : []
      }
      case "check": {
        if (record.release.key !== key || state.current === before.current) return []
        const { proof, verdict, at, by, run } = record
        return [{ proof, verdict, at, by, ...(run === undefined ? {} : { run }) }]
      }
      default:
        return []
    }
  })
}

/**
 * Everything that a ledger knows about a release, by its `releaseKey`: what it was admitted or refused on, its
 * deployments and the checks on it, in any environment. The latest verdict for a proof counts: `latestEvidence`.
 */
export const ledgerEvidence = (chains: Chains, key: string): readonly Evidence[] =>
  [...chains].flatMap(([environment, records]) => chainEvidence(environment, records, key))

/** What the end of a chain knows about a release: its last deployment there, and the checks while it is what runs. */
export const stateEvidence = ({ environment, current, failed }: EnvironmentState, key: string): readonly Evidence[] => {
  const isCurrent = current !== undefined && releaseKey(current.release) === key
  const proof = `deployed to ${environment}`
  const { at = "", result = "failed" } = failed ?? {}
  return [
    ...(isCurrent
      ? [deployed(environment, { ...current, at: current.since, result: "succeeded" }), ...current.results]
      : []),
    ...(failed?.release.key === key ? [{ proof, verdict: verdicts[result], at }] : []),
  ]
}
