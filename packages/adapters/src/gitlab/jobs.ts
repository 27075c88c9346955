import type { Node, NodeKind, NodeOf } from "@shipline/core/plan"
import { approvalJob } from "./jobs/approval.js"
import { buildJob } from "./jobs/build.js"
import { checkJob } from "./jobs/check.js"
import { deployJobs } from "./jobs/deploy.js"
import { soakJob } from "./jobs/soak.js"
import { verifyJobs } from "./jobs/verify.js"
import type { GitlabJob } from "./model.js"
import type { Scope } from "./scope.js"

type JobTable = { readonly [K in NodeKind]: (node: NodeOf<K>, scope: Scope) => readonly GitlabJob[] }

const table: JobTable = {
  build: buildJob,
  check: (node, scope) => [checkJob(node, scope)],
  approval: (node, scope) => [approvalJob(node, scope)],
  soak: (node, scope) => [soakJob(node, scope)],
  deploy: deployJobs,
  verify: verifyJobs,
}

/** The jobs of a plan, in its order: those that some pipeline can reach. */
export const jobs = (scope: Scope): readonly GitlabJob[] =>
  scope.plan.nodes.flatMap((node) => {
    const write = table[node.kind] as (node: Node, scope: Scope) => readonly GitlabJob[] // the table is total by its type
    return scope.passages.has(node.id) ? write(node, scope) : []
  })
