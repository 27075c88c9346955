import type { VerifyNode } from "@shipline/core/plan"
import { literal } from "../expression.js"
import { readsEnvironmentSecret } from "../job-values.js"
import type { WorkflowJob } from "../model.js"
import type { Scope } from "../scope.js"
import { baseJob, jobScope } from "./base.js"

/**
 * Runs a gate against an environment, after the deployment to it. The environment's secrets open only to a job that names
 * it; this one does so without deploying there.
 */
export const verifyJob = (node: VerifyNode, scope: Scope): WorkflowJob => ({
  ...baseJob(jobScope(node, scope)),
  ...(readsEnvironmentSecret(node.job) ? { environment: { name: literal(node.environment), deployment: false } } : {}),
  advisory: scope.gates.get(node.gate)?.advisory === true,
})
