import type { Code } from "../../errors/codes.js"
import type { Problem } from "../../errors/problem.js"
import type { AdmissionRequest } from "./admission.js"

/** A reason against a deployment. */
export const reason = ({ policy }: AdmissionRequest, code: Code, message: string, hint: string): Problem => ({
  code,
  path: `environments.${policy.environment}`,
  message,
  hint,
})
