import type { Current } from "./environment-state.js"
import { type Evidence, latestEvidence } from "./evidence.js"
import { momentOf } from "./moment.js"

/** How many results of checks that a release need not pass are kept. */
const most = 20

/** A release's results with one more: the latest one of each check that is due, and the last few of others. */
export const withResult = (current: Current, result: Evidence): Current => {
  const due = new Set(current.checks)
  const all = [...current.results.filter(({ proof }) => proof !== result.proof), result]
  const others = new Set(all.filter(({ proof }) => !due.has(proof)).slice(-most))
  return { ...current, results: all.filter((one) => due.has(one.proof) || others.has(one)) }
}

/** Verified from the moment at which each due check has passed, for as long as none of them ends otherwise. */
export const withVerified = ({ verified, ...current }: Current): Current => {
  const latest = latestEvidence(current.results)
  const due = current.checks.map((proof) => latest.get(proof))
  if (!due.every((result) => result?.verdict === "passed")) return current
  const moment = Math.max(momentOf(current.since), ...due.map((result) => momentOf(result?.at ?? "")))
  if (Number.isNaN(moment)) return current
  return { ...current, verified: verified ?? new Date(moment).toISOString() }
}

/** The checks that a release must pass and whose latest verdict is another one. */
export const failedChecks = ({ checks, results }: Current): readonly string[] =>
  checks.filter((proof) => results.some((result) => result.proof === proof && result.verdict !== "passed"))
