import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/** The environment's database still serves releases of this one's version. */
export const compatible: AdmissionRule = (request) => {
  const { release, state, policy, lane } = request
  const { schema } = state
  if (schema === undefined) return []
  const own = release.schema?.version ?? 0
  if (own >= schema.oldest) return []
  const unknown = release.schema === undefined
  const known = unknown ? "does not say which it understands" : `is made for ${own}`
  const declared = "Say in its rollout which versions it understands: schema: { version, oldest }."
  return [
    reason(
      request,
      "SL6008",
      `the database of ${policy.environment} is at version ${schema.version} and serves releases from ${schema.oldest} on; ${release.version} ${known}`,
      unknown && lane !== "rollback" ? declared : "Go to a release that understands it, or roll forward with a hotfix.",
    ),
  ]
}
