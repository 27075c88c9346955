import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

const nouns = { release: "release", hotfix: "hotfix", promote: "promotion", rollback: "rollback" } as const

/** Every lane but `release` says why. */
export const justified: AdmissionRule = (request) =>
  request.lane === "release" || (request.reason ?? "").trim() !== ""
    ? []
    : [reason(request, "SL6009", `a ${nouns[request.lane]} needs a reason`, 'Say why it is done: --reason "…".')]

/** An override names one rule that can be set aside, and says why. */
export const overridable: AdmissionRule = (request) =>
  (request.overrides ?? []).flatMap(({ rule, reason: why }) => {
    // What comes from a command line may be anything.
    const name: string = rule
    if (name !== "freeze")
      return [
        reason(
          request,
          "SL6011",
          `'${name}' cannot be overridden`,
          "A freeze can: --override freeze. What a lane requires never can: use a lane that requires less.",
        ),
      ]
    if (why.trim() === "")
      return [reason(request, "SL6009", "an override needs a reason", 'Say why it is done: --reason "…".')]
    return []
  })

/** The hotfix lane leads only where a policy says so. */
export const leadsThere: AdmissionRule = (request) => {
  const { policy, lane } = request
  if (lane !== "hotfix" || policy.hotfix !== undefined) return []
  const name = policy.environment
  return [
    reason(
      request,
      "SL6012",
      `the hotfix lane does not lead to ${name}`,
      `Release to ${name}, or give it a policy: hotfix: { requires: [...] }.`,
    ),
  ]
}
