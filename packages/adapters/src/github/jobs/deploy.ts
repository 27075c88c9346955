import type { DeployNode } from "@shipline/core/plan"
import { literal } from "../expression.js"
import { limits } from "../limits.js"
import type { WorkflowJob } from "../model.js"
import { type Scope, subject } from "../scope.js"
import { baseJob, jobScope } from "./base.js"

/** Puts the candidate on an environment, one deployment at a time. */
export const deployJob = (node: DeployNode, scope: Scope): WorkflowJob => {
  const job = baseJob(jobScope(node, scope))
  const target = scope.environments.get(node.environment)
  if (target === undefined) {
    scope.report.add("SL3124", subject(node), node.title, `the environment '${node.environment}'`)
    return job
  }
  if (target.name.length > limits.environmentName) scope.report.add("SL3126", subject(node), target.name)
  const lock = literal(`deploy-${target.lock}`)
  if (lock.length > limits.concurrencyGroup)
    scope.report.add("SL3120", { path: `environments.${target.name}`, at: target.at }, target.lock, lock.length)
  const url = target.url === undefined ? {} : { url: literal(target.url) }
  return { ...job, environment: { name: literal(target.name), ...url, deployment: true }, lock }
}
