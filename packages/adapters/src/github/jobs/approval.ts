import type { ApprovalNode } from "@shipline/core/plan"
import type { WorkflowJob } from "../model.js"
import { approvalEnvironment } from "../names.js"
import { type Scope, subject } from "../scope.js"
import { reviewersScript } from "../scripts/reviewers.js"
import { waitingJob } from "./waiting.js"

/** A person decides: the job waits for the reviewers of an environment. */
export const approvalJob = (node: ApprovalNode, scope: Scope): WorkflowJob => {
  const gate = scope.gates.get(node.gate)
  if (gate === undefined) scope.report.add("SL3124", subject(node), node.title, `the approval '${node.gate}'`)
  const environment = approvalEnvironment(gate?.name ?? node.title)
  const note = `Waits for the required reviewers of the environment ${environment}: set them in the settings of the repository.`
  const check = { name: "Check that reviewers are required", env: [], run: reviewersScript }
  return waitingJob(node, { note, environment, check, runner: node.runner }, scope)
}
