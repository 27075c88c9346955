import { createHash } from "node:crypto"
import { type Plan, planText } from "@shipline/core/plan"

/** A plan is frozen, and is asked about as often as it is simulated. */
const known = new WeakMap<Plan, string>()

/** The sha256 of a plan, `sha256:…`: which version of the program decided. */
export const pipelineDigest = (plan: Plan): string => {
  const digest = known.get(plan) ?? `sha256:${createHash("sha256").update(planText(plan)).digest("hex")}`
  known.set(plan, digest)
  return digest
}
