import { releaseKey } from "../../../ledger/release.js"
import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/** What somebody has marked as bad goes nowhere. */
export const blocked: AdmissionRule = (request) => {
  const { release, state } = request
  const block = state.blocked.find(({ key }) => key === releaseKey(release))
  if (block === undefined) return []
  const who = block.by.name ?? block.by.subject
  return [
    reason(
      request,
      "SL6003",
      `${release.version} is blocked: ${block.reason} (${who}, ${block.at})`,
      `Deploy another release, or lift the block: shipline unblock ${release.version} --reason "…".`,
    ),
  ]
}
