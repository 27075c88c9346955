import type { Judge } from "./finding.js"
import { workflowTemplate } from "./workflow-template.js"

/** GitHub's own parser: the schema, contexts and functions in scope, cycles and unknown needs. */
export const workflowParser: Judge = async (fileName, text) => {
  const { errors } = await workflowTemplate(fileName, text)
  return errors.map((error) => ({ judge: "workflow-parser", ...error.range?.start, message: error.rawMessage }))
}
