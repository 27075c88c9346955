import type { Actor, RunReference } from "./actor.js"

/** How a check ended. Only `passed` opens a gate; `errored` means that nobody could tell. */
export type GateVerdict = "passed" | "failed" | "inconclusive" | "errored"

/** That a check of a release ended in a verdict: what a proof rests on. The latest one for a proof counts. */
export interface Evidence {
  /** The proof that it is about: `unit`, `smoke on staging`, `deployed to staging`. */
  readonly proof: string
  readonly verdict: GateVerdict
  /** ISO 8601 in UTC, with milliseconds. */
  readonly at: string
  /** Who decided or whose run checked. */
  readonly by?: Actor
  readonly run?: RunReference
}

/** The latest evidence for each proof, in the order in which the proofs first appear. Of two at one moment the later one in the list counts. */
export const latestEvidence = (evidence: readonly Evidence[]): ReadonlyMap<string, Evidence> => {
  const latest = new Map<string, Evidence>()
  for (const one of evidence) {
    const known = latest.get(one.proof)
    if (known === undefined || known.at <= one.at) latest.set(one.proof, one)
  }
  return latest
}
