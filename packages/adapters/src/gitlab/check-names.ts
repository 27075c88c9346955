import { subject } from "../shared/facts.js"
import type { Subject } from "../shared/report.js"
import { limits } from "./limits.js"
import { approvalEnvironment } from "./names.js"
import type { Scope } from "./scope.js"

const isEnvironment = (name: string): boolean =>
  /^[A-Za-z0-9 _/.-]+$/.test(name) && !/^\/|\/$|^ | $/.test(name) && name.length <= limits.environmentName

/** Each environment and each approval has one environment of GitLab's, with a name that it can hold. */
const checkEnvironments = ({ plan, report }: Scope): void => {
  const taken = new Map<string, string>()
  for (const { name, at } of plan.environments) {
    const where = { path: `environments.${name}`, at }
    if (!isEnvironment(name) || taken.has(name.toLowerCase())) report.add("SL3320", where, name)
    taken.set(name.toLowerCase(), `the environment '${name}'`)
  }
  const claim = (environment: string, what: string, where: Subject): void => {
    const other = taken.get(environment)
    if (other !== undefined) report.add("SL3325", where, what, other)
    taken.set(environment, what)
  }
  for (const { kind, name, id, at } of plan.gates)
    if (kind === "approval") claim(approvalEnvironment(name), `the approval '${name}'`, { path: `gates.${id}`, at })
}

const refs = (kind: string, patterns: readonly string[], { report, plan }: Scope): void => {
  for (const pattern of patterns)
    if (pattern === "" || /[\s\p{Cc}~^:?[\\"'$`]|\.\.|@\{|\/\/|^\/|\/$/u.test(pattern))
      report.add("SL3308", { path: "on", at: plan.at }, kind, pattern)
}

/** What starts the pipeline must be something that GitLab can look at. */
const checkTriggers = (scope: Scope): void => {
  const { plan, report } = scope
  const { on } = plan
  const where = { path: "on", at: plan.at }
  refs("branch", [...(on.push?.branches ?? []), ...(on.pullRequest?.branches ?? [])], scope)
  refs("tag", on.push?.tags ?? [], scope)
  for (const path of on.paths ?? [])
    if (path.trim() === "" || /[\p{Cc}$\\?[\]{}]|^!/u.test(path)) report.add("SL3308", where, "path", path)
  if (on.ignorePaths !== undefined) report.add("SL3309", where, plan.name)
  if ((on.paths?.length ?? 0) > limits.changes) report.add("SL3310", where, on.paths?.length ?? 0)
  if (Object.keys(on).every((key) => key === "paths" || key === "ignorePaths")) report.add("SL3306", where, plan.name)
}

/** What stands in a file of GitLab's as a name, and in what it reads before it reads the file. */
const checkInputs = ({ plan, report }: Scope): void => {
  for (const node of plan.nodes)
    if (node.title.includes("$[[")) report.add("SL3302", subject(node), `the name of '${node.title}'`)
}

/** Whatever speaks against a plan before any job is written. */
export const checkNames = (scope: Scope): void => {
  checkEnvironments(scope)
  checkTriggers(scope)
  checkInputs(scope)
}
