import { releaseKey } from "../../../ledger/release.js"
import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/** One goes back only to what ran there before with its checks passed, and not to what runs there now. */
export const ranBefore: AdmissionRule = (request) => {
  const { release, state, past = [], policy } = request
  const where = policy.environment
  const key = releaseKey(release)
  const { current, failed } = state
  if (current !== undefined && releaseKey(current.release) === key && failed === undefined)
    return [
      reason(
        request,
        "SL6007",
        `${release.version} is what runs in ${where} now`,
        "There is nothing to go back to; name another version with --to.",
      ),
    ]
  const before = past.filter((one) => releaseKey(one.release) === key && one.result === "succeeded")
  if (before.some(({ verified }) => verified)) return []
  const message =
    before.length === 0
      ? `${release.version} never ran in ${where}`
      : `${release.version} ran in ${where}, but its checks there never passed`
  return [
    reason(
      request,
      "SL6006",
      message,
      `Go back to a version that did: shipline history ${where} lists them. A version that never ran there is released or promoted.`,
    ),
  ]
}
