import type { ApprovalNode } from "@shipline/core/plan"
import { condition } from "../condition.js"
import { literal } from "../expression.js"
import type { WorkflowJob } from "../model.js"
import { approvalEnvironment, jobId } from "../names.js"
import { type Scope, subject } from "../scope.js"
import { reviewersScript } from "../scripts/reviewers.js"
import { machine } from "./base.js"

/** A person decides: the job waits for the reviewers of an environment that has no secrets and deploys nothing. */
export const approvalJob = (node: ApprovalNode, scope: Scope): WorkflowJob => {
  const gate = scope.gates.get(node.gate)
  if (gate === undefined) scope.report.add("SL3124", subject(node), node.title, `the approval '${node.gate}'`)
  const when = condition(node, scope)
  const environment = approvalEnvironment(gate?.name ?? node.title)
  return {
    id: jobId(node.id),
    note: `Waits for the required reviewers of the environment ${environment}: set them in the settings of the repository.`,
    name: node.title,
    needs: node.needs.map(jobId),
    ...(when === undefined ? {} : { condition: when }),
    runsOn: (node.runner ?? machine).map(literal),
    services: [],
    environment: { name: environment, deployment: false },
    permissions: [{ scope: "actions", access: "read", why: "to read the rules of the environment" }],
    minutes: 5,
    advisory: false,
    matrix: [],
    shell: "bash",
    env: [],
    outputs: [],
    steps: [
      {
        kind: "run",
        name: "Check that reviewers are required",
        env: [
          { name: "ENVIRONMENT", value: environment },
          { name: "GH_TOKEN", value: "${{ github.token }}" },
        ],
        run: reviewersScript,
        own: true,
      },
    ],
  }
}
