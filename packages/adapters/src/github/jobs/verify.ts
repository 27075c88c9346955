import type { VerifyNode } from "@shipline/core/plan"
import { deployedBy } from "../../shared/extra-jobs.js"
import { readsEnvironmentSecret } from "../../shared/job-values.js"
import { literal } from "../expression.js"
import { jobScope } from "../job-scope.js"
import type { WorkflowJob, WorkflowStep } from "../model.js"
import { jobId } from "../names.js"
import { recording } from "../permissions.js"
import type { Scope } from "../scope.js"
import { check } from "../steps/guard.js"
import { baseJob } from "./base.js"
import { verdictJob } from "./verdict.js"

/**
 * Runs a gate against an environment, after the deployment to it. The environment's secrets open only to a job that names
 * it; this one does so without deploying there.
 */
export const verifyJobs = (node: VerifyNode, scope: Scope): readonly WorkflowJob[] => {
  const inner = jobScope(node, scope)
  const advisory = scope.gates.get(node.gate)?.advisory === true
  const job: WorkflowJob = {
    ...baseJob(inner),
    ...(readsEnvironmentSecret(inner.job)
      ? { environment: { name: literal(node.environment), deployment: false } }
      : {}),
    advisory,
  }
  const deployed = deployedBy(node, scope, job.needs, jobId)
  // What may fail proves nothing, and so there is nothing to write down.
  if (advisory || deployed.length === 0) return [job]
  if (job.matrix.length > 0) return [job, verdictJob(node, job, deployed, scope)]
  const recorded: WorkflowStep = {
    ...check(node, deployed, "job.status"),
    condition: "always()",
    conditionNote: "a check that failed or was cancelled is recorded too",
  }
  return [{ ...job, permissions: recording(job.permissions, "record the verdict"), steps: [...job.steps, recorded] }]
}
