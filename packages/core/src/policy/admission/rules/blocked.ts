import { releaseKey } from "../../../ledger/release.js"
import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/** What somebody has marked as bad goes nowhere, nor does what is built again under its version. */
export const blocked: AdmissionRule = (request) => {
  const { release, state } = request
  const own = releaseKey(release)
  const block = state.blocked.find(({ key, version }) => key === own || version === release.version)
  if (block === undefined) return []
  const who = block.by.name ?? block.by.subject
  return [
    reason(
      request,
      "SL6003",
      `${release.version} is blocked${as(block.version, release.version)}: ${block.reason} (${who}, ${block.at})`,
      `Deploy another release, or lift the block: shipline unblock ${block.version} --reason "…".`,
    ),
  ]
}

const as = (version: string, own: string): string =>
  version === own ? "" : ` as ${version}, which holds the same artifacts`
