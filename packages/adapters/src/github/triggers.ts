import type { Triggers } from "@shipline/core/plan"
import { dispatchInputs } from "./dispatch.js"
import type { Trigger } from "./model.js"
import type { Report } from "./problems.js"
import type { Scope } from "./scope.js"

const where = { path: "on" }

/** A name or pattern in GitHub's own pattern language, where more characters than `*` have a meaning. */
const escapeRef = (pattern: string): string => pattern.replace(/[+!\\]/g, "\\$&")
const escapePath = (pattern: string): string => pattern.replace(/[+!\\?[\]]/g, "\\$&")

const refs = (kind: "branch" | "tag", patterns: readonly string[], report: Report): readonly string[] => {
  for (const pattern of patterns)
    if (pattern === "" || /[\s\p{Cc}~^:?[\\]|\.\.|@\{|\/\/|^\/|\/$|\$\{\{/u.test(pattern))
      report.add("SL3108", where, kind, pattern)
  return patterns.map(escapeRef)
}

const paths = (on: Triggers, report: Report): Trigger["filters"] => {
  for (const path of [...(on.paths ?? []), ...(on.ignorePaths ?? [])])
    if (path.trim() === "" || /\p{Cc}|\$\{\{/u.test(path)) report.add("SL3108", where, "path", path)
  const wanted = (on.paths ?? []).map(escapePath)
  const ignored = (on.ignorePaths ?? []).map(escapePath)
  // GitHub takes one of the two filters alone; together they are one list, whose later patterns take out.
  if (wanted.length > 0) return [["paths", [...wanted, ...ignored.map((path) => `!${path}`)]]]
  return ignored.length > 0 ? [["paths-ignore", ignored]] : []
}

/** What starts the workflow, in GitHub's words. Where something is deployed a person can always start it: to promote or to roll back. */
export const triggers = (scope: Scope): readonly Trigger[] => {
  const { report, plan } = scope
  const { on } = plan
  const inputs = dispatchInputs(scope)
  const changed = paths(on, report)
  const filter = (name: string, list: readonly string[]): Trigger["filters"] => (list.length > 0 ? [[name, list]] : [])
  const push = on.push && [
    ...filter("branches", refs("branch", on.push.branches, report)),
    ...filter("tags", refs("tag", on.push.tags, report)),
  ]
  const request = on.pullRequest && filter("branches", refs("branch", on.pullRequest.branches, report))
  return [
    ...(push ? [{ event: "push" as const, filters: [...push, ...changed] }] : []),
    ...(request ? [{ event: "pull_request" as const, filters: [...request, ...changed] }] : []),
    ...(on.schedule ? [{ event: "schedule" as const, filters: [["cron", on.schedule] as const] }] : []),
    ...(on.manual || inputs ? [{ event: "workflow_dispatch" as const, filters: [], ...(inputs && { inputs }) }] : []),
  ]
}
