import type { ApprovalNode, SoakNode } from "@shipline/core/plan"
import { literal } from "../expression.js"
import type { EnvEntry, WorkflowJob } from "../model.js"
import { jobId } from "../names.js"
import { reach } from "../reach.js"
import type { Scope } from "../scope.js"
import { machine } from "./base.js"

interface Waiting {
  readonly note: string
  /** The environment whose rules make the job wait. It has no secrets and nothing is deployed to it. */
  readonly environment: string
  /** What the job looks at once it may run: whether those rules really made it wait. */
  readonly check: { readonly name: string; readonly env: readonly EnvEntry[]; readonly run: string }
  readonly runner: readonly string[] | undefined
}

/** A job that waits by the rules of a GitHub environment, and holds no machine while it does. */
export const waitingJob = (
  node: ApprovalNode | SoakNode,
  { note, environment, check, runner }: Waiting,
  scope: Scope,
): WorkflowJob => ({
  id: jobId(node.id),
  note,
  name: node.title,
  ...reach(node, scope),
  runsOn: (runner ?? machine).map(literal),
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
      name: check.name,
      env: [
        { name: "ENVIRONMENT", value: environment },
        ...check.env,
        { name: "GH_TOKEN", value: "${{ github.token }}" },
      ],
      run: check.run,
      own: true,
    },
  ],
})
