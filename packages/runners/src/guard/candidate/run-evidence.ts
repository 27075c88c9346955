import type { Evidence, GateVerdict } from "@shipline/core/ledger"
import type { DeployPolicy } from "../input/deploy-policy.js"
import type { NeededJob } from "../input/needs.js"
import type { Run } from "../input/run.js"
import type { Elsewhere } from "./elsewhere.js"

/** What a job's result says about its proof; nothing where it never ran to its end. */
const verdicts: ReadonlyMap<string, GateVerdict> = new Map([
  ["success", "passed"],
  ["failure", "failed"],
])

/** What the jobs of this run say about the candidate. The platform does not say when they ended: it is so now. */
export const runEvidence = (
  { proofs }: DeployPolicy,
  jobs: ReadonlyMap<string, NeededJob>,
  { run }: Run,
  now: number,
): readonly Evidence[] =>
  proofs.flatMap(({ proof, job }) => {
    const { result = "", by } = jobs.get(job) ?? {}
    const verdict = verdicts.get(result)
    if (verdict === undefined) return []
    return [{ proof, verdict, at: new Date(now).toISOString(), ...(by === undefined ? {} : { by }), run }]
  })

/**
 * Both together. A job that passed stays passed when its run is started again days later, so what the ledger knows of the
 * same proof comes after it, and of some proofs the ledger alone knows; a job that failed counts in any case.
 */
export const withLedger = (ofRun: readonly Evidence[], { evidence, ledgerOnly }: Elsewhere): readonly Evidence[] => {
  const known = new Set([...evidence.map(({ proof }) => proof), ...ledgerOnly])
  return [...evidence, ...ofRun.filter(({ proof, verdict }) => verdict !== "passed" || !known.has(proof))]
}
