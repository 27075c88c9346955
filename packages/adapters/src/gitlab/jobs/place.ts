import type { DeployNode } from "@shipline/core/plan"
import { subject } from "../../shared/facts.js"
import { lockName } from "../lock-name.js"
import type { GitlabJob } from "../model.js"
import type { Scope } from "../scope.js"

/** Where a job deploys to, and the lock that lets one job at a time do so. */
export const place = (node: DeployNode, scope: Scope): Pick<GitlabJob, "environment" | "lock"> => {
  const target = scope.environments.get(node.environment)
  if (target === undefined) {
    scope.report.add("SL3324", subject(node), node.title, `the environment '${node.environment}'`)
    return {}
  }
  const where = { path: `environments.${target.name}`, at: target.at }
  if (target.url?.includes("$") === true) scope.report.add("SL3317", where, `the address of '${target.name}'`)
  const lock = lockName(target.lock)
  const url = target.url === undefined ? {} : { url: target.url }
  return { environment: { name: target.name, ...url, tier: target.tier, action: "start" }, lock }
}
