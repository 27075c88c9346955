import type { DeployNode } from "@shipline/core/plan"
import { literal } from "../expression.js"
import { limits } from "../limits.js"
import { lockName } from "../lock-name.js"
import type { WorkflowJob } from "../model.js"
import { type Scope, subject } from "../scope.js"

/** Where a job deploys to, and the lock that lets one job at a time do so. */
export const place = (node: DeployNode, scope: Scope): Pick<WorkflowJob, "environment" | "lock"> => {
  const target = scope.environments.get(node.environment)
  if (target === undefined) {
    scope.report.add("SL3124", subject(node), node.title, `the environment '${node.environment}'`)
    return {}
  }
  if (target.name.length > limits.environmentName) scope.report.add("SL3126", subject(node), target.name)
  const lock = literal(lockName(target.lock))
  if (lock.length > limits.concurrencyGroup)
    scope.report.add("SL3120", { path: `environments.${target.name}`, at: target.at }, target.lock, lock.length)
  const url = target.url === undefined ? {} : { url: literal(target.url) }
  return { environment: { name: literal(target.name), ...url, deployment: true }, lock }
}
