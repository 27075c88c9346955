import type { Node, NodeKind, NodeOf } from "@shipline/core/plan"
import { approvalJob } from "./jobs/approval.js"
import { buildJob } from "./jobs/build.js"
import { checkJob } from "./jobs/check.js"
import { deployJob } from "./jobs/deploy.js"
import { verifyJob } from "./jobs/verify.js"
import type { WorkflowJob } from "./model.js"
import type { Scope } from "./scope.js"

type JobTable = { readonly [K in NodeKind]: (node: NodeOf<K>, scope: Scope) => WorkflowJob | undefined }

const table: JobTable = {
  build: buildJob,
  check: checkJob,
  approval: approvalJob,
  soak: () => undefined, // the capabilities say so, and a plan that has one is refused before
  deploy: deployJob,
  verify: verifyJob,
}

/** The jobs of a plan, in its order. */
export const jobs = (scope: Scope): readonly WorkflowJob[] =>
  scope.plan.nodes.flatMap((node) => {
    const write = table[node.kind] as (node: Node, scope: Scope) => WorkflowJob | undefined // the table is total by its type
    return write(node, scope) ?? []
  })
