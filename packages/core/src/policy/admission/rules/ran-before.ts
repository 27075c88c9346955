import { experienceOf } from "../../../ledger/going-back.js"
import { releaseKey } from "../../../ledger/release.js"
import { shellWord } from "../../../plan/shell-word.js"
import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/**
 * One goes back only to what ran there before with its checks passed, and not to what runs there now: unless a deployment
 * has failed since, so that nobody knows what runs.
 */
export const ranBefore: AdmissionRule = (request) => {
  const { release, state, past = [], policy } = request
  const where = policy.environment
  const key = releaseKey(release)
  const { current, failed, running } = state
  const isCurrent = current !== undefined && releaseKey(current.release) === key
  if (isCurrent && failed === undefined && running === undefined)
    return [
      reason(
        request,
        "SL6007",
        `${release.version} is what runs in ${where} now`,
        "There is nothing to go back to; name another version with --to.",
      ),
    ]
  const { ran, verified, failedChecks } = experienceOf(past, key)
  if (verified) return []
  const missing = failedChecks.length === 0 ? "its checks" : failedChecks.map((proof) => `'${proof}'`).join(" and ")
  const message = ran
    ? `${release.version} ran in ${where}, but ${missing} ${failedChecks.length === 0 ? "there never passed" : "did not pass"}`
    : `${release.version} never ran in ${where}`
  return [
    reason(
      request,
      "SL6006",
      message,
      `Go back to a version that did: shipline history ${shellWord(where)} lists them. A version that never ran there is released or promoted.`,
    ),
  ]
}
