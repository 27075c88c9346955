import type { ApprovalNode } from "@shipline/core/plan"
import { subject } from "../../shared/facts.js"
import type { GitlabJob } from "../model.js"
import { approvalEnvironment } from "../names.js"
import { reach } from "../reach.js"
import type { Scope } from "../scope.js"
import { waitingJob } from "./waiting.js"

/** A person decides: the pipeline waits until the job is played. Who may play it, an environment of that name says. */
export const approvalJob = (node: ApprovalNode, scope: Scope): GitlabJob => {
  const gate = scope.gates.get(node.gate)
  if (gate === undefined) scope.report.add("SL3324", subject(node), node.title, `the approval '${node.gate}'`)
  const environment = approvalEnvironment(gate?.name ?? node.title)
  return {
    ...waitingJob(node, node.runner ?? [], [["by", "$GITLAB_USER_LOGIN"]]),
    ...reach(node, scope, { when: "manual", allowFailure: false }),
    note: `Waits until somebody plays it. Protect the environment ${environment} to say who may.`,
    environment: { name: environment, action: "verify" },
  }
}
