import type { DeployNode } from "@shipline/core/plan"
import { handOvers, isChecked } from "../../shared/hand-over.js"
import { expression } from "../expression.js"
import { jobScope } from "../job-scope.js"
import type { WorkflowJob } from "../model.js"
import { recording } from "../permissions.js"
import type { Scope } from "../scope.js"
import { admit, deployment, policyEnv, record } from "../steps/guard.js"
import { jobSteps } from "../steps/job-steps.js"
import { keepFiles } from "../steps/kept-files.js"
import { baseJob } from "./base.js"
import { place } from "./place.js"
import { redeployJob } from "./redeploy.js"

/** Puts the candidate on an environment, one deployment at a time; and whatever the ledger knows, in a job of its own. */
export const deployJobs = (node: DeployNode, scope: Scope): readonly WorkflowJob[] => {
  const inner = jobScope(node, scope)
  const kept = keepFiles(handOvers(inner), inner)
  const base = baseJob(inner)
  const job: WorkflowJob = {
    ...base,
    ...place(node, inner),
    permissions: recording(
      base.permissions,
      kept.length > 0 ? "record the deployment and keep its files" : "record the deployment",
    ),
    env: [...policyEnv(node, inner), ...base.env],
    outputs: isChecked(node.environment, scope) ? [["deployment", expression(deployment)]] : [],
    steps: [...jobSteps(inner, [admit(node, inner), ...kept]), record],
  }
  const redeploy = scope.redeploys.get(node.environment)
  return redeploy?.node === node ? [job, redeployJob(redeploy, scope)] : [job]
}
