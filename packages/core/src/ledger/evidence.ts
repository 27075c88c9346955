import type { Actor, RunReference } from "./actor.js"
import { momentOf } from "./moment.js"

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

/**
 * The latest evidence for each proof, in the order in which the proofs first appear. Of two at one moment the later one
 * in the list counts. Where nobody can read the time, `passed` counts for nothing, and anything else as the latest.
 */
export const latestEvidence = (evidence: readonly Evidence[]): ReadonlyMap<string, Evidence> => {
  const latest = new Map<string, { readonly one: Evidence; readonly moment: number }>()
  for (const one of evidence) {
    const read = momentOf(one.at)
    if (Number.isNaN(read) && one.verdict === "passed") continue
    const moment = Number.isNaN(read) ? Number.POSITIVE_INFINITY : read
    const known = latest.get(one.proof)
    if (known === undefined || known.moment <= moment) latest.set(one.proof, { one, moment })
  }
  return new Map([...latest].map(([proof, { one }]) => [proof, one]))
}
