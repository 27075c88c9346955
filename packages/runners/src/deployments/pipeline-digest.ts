import { createHash } from "node:crypto"
import { type Plan, planText } from "@shipline/core/plan"

/** The sha256 of a plan, `sha256:…`: which version of the program decided. */
export const pipelineDigest = (plan: Plan): string =>
  `sha256:${createHash("sha256").update(planText(plan)).digest("hex")}`
