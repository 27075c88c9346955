import { jobsBy } from "../shared/jobs-by.js"
import { approvalJob } from "./jobs/approval.js"
import { buildJob } from "./jobs/build.js"
import { checkJob } from "./jobs/check.js"
import { deployJobs } from "./jobs/deploy.js"
import { soakJob } from "./jobs/soak.js"
import { verifyJobs } from "./jobs/verify.js"
import type { GitlabJob } from "./model.js"
import type { Scope } from "./scope.js"

/** The jobs of a plan, in its order: those that some pipeline can reach. */
export const jobs = jobsBy<Scope, GitlabJob>({
  build: buildJob,
  check: (node, scope) => [checkJob(node, scope)],
  approval: (node, scope) => [approvalJob(node, scope)],
  soak: (node, scope) => [soakJob(node, scope)],
  deploy: deployJobs,
  verify: verifyJobs,
})
