import { actionlint } from "./actionlint.js"
import { withoutExceptions } from "./exceptions.js"
import type { Judge } from "./finding.js"
import { schema } from "./schema.js"
import { shellcheck } from "./shellcheck.js"
import { workflowParser } from "./workflow-parser.js"

export { type ConditionContexts, evaluateCondition, type Status } from "./evaluate-condition.js"
export { exceptions, unusedExceptions } from "./exceptions.js"
export type { Finding, Judge, JudgeName } from "./finding.js"
export { type JobCondition, jobConditions } from "./job-conditions.js"
export { actionlint, schema, shellcheck, workflowParser }

const judges: readonly Judge[] = [workflowParser, actionlint, schema, shellcheck]

/** All judges on one workflow file, without the named exceptions. A sound file has no finding. */
export const judge: Judge = async (fileName, text) => {
  const findings = await Promise.all(judges.map((one) => one(fileName, text)))
  return withoutExceptions(findings.flat())
}
