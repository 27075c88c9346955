import { releaseKey } from "../../../ledger/release.js"
import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/**
 * A candidate is newer than what runs there, or is what runs there and is put there again. What was rolled back from does
 * not come back by the run that brought it: that takes a promotion, on purpose.
 */
export const newer: AdmissionRule = (request) => {
  const { release, state, lane, policy } = request
  const where = policy.environment
  const { current, newest, failed } = state
  const key = releaseKey(release)
  if (current !== undefined && releaseKey(current.release) === key) return []
  const old = (than: string) =>
    reason(
      request,
      "SL6002",
      `${release.version} is outdated: ${than}`,
      `Release a newer commit. To go back on purpose: shipline rollback ${where} --to ${release.version} --reason "…".`,
    )
  if (current !== undefined && release.number <= current.release.number)
    return [old(`${where} runs ${current.release.version}, which is ${newness(release.number, current.release.number)}`)]
  const again = failed !== undefined && failed.release.key === key
  if (lane === "promote" || newest === undefined || again || release.number > newest.number) return []
  if (newest.key === key && current === undefined) return []
  return [
    newest.key === key
      ? reason(
          request,
          "SL6002",
          `${release.version} is outdated: ${where} was rolled back from it`,
          `Release a newer commit, or bring it back on purpose: shipline promote ${release.version} --to ${where} --reason "…".`,
        )
      : old(`${where} has already had ${newest.version}, which is newer`),
  ]
}

const newness = (own: number, other: number): string => (own === other ? "as new and another one" : "newer")
