import type { Plan } from "@shipline/core"
import { slug } from "@shipline/core/plan"
import { startsInVain } from "./events.js"
import { header } from "./header.js"
import { jobs } from "./jobs.js"
import type { Workflow } from "./model.js"
import { approvalEnvironment, jobId, reportName } from "./names.js"
import type { Report } from "./problems.js"
import type { Scope } from "./scope.js"
import { triggers } from "./triggers.js"

/** GitHub environments are known by their names without regard to case; each approval needs one of its own. */
const checkEnvironments = ({ plan, report }: Scope): void => {
  const taken = new Map<string, string>()
  for (const { name, at } of plan.environments) {
    if (taken.has(name.toLowerCase())) report.add("SL3126", { path: `environments.${name}`, at }, name)
    taken.set(name.toLowerCase(), `the environment '${name}'`)
  }
  for (const { kind, name, id, at } of plan.gates) {
    if (kind !== "approval") continue
    const environment = approvalEnvironment(name)
    const other = taken.get(environment)
    if (other !== undefined) report.add("SL3125", { path: `gates.${id}`, at }, name, other)
    taken.set(environment, `the approval '${name}'`)
  }
}

/** The run keeps files by name: one namespace for artifacts and reports. */
const checkUploads = ({ plan, builds, report }: Scope): void => {
  const reports = plan.nodes
    .filter((node) => "job" in node && node.job.report !== undefined)
    .map(({ id }) => reportName(id))
  for (const { short, artifact } of builds.values())
    if (
      reports.some(
        (name) => short === name || (short.startsWith(`${name}-`) && /^\d+$/.test(short.slice(name.length + 1))),
      )
    )
      report.add("SL3122", { path: `artifacts.${artifact.name}`, at: artifact.at }, short)
}

/** GitHub compares ids without regard to case. */
const checkIds = ({ plan, report }: Scope): void => {
  const seen = new Set<string>()
  for (const { id, at } of plan.nodes) {
    const job = jobId(id)
    if (!/^[A-Za-z_][\w-]{0,98}$/.test(job) || job.startsWith("__") || seen.has(job.toLowerCase()))
      report.add("SL3130", { path: `nodes.${id}`, at }, id)
    seen.add(job.toLowerCase())
  }
}

const checkName = (plan: Plan, report: Report): void => {
  if (startsInVain(plan.on)) report.add("SL3131", { path: "on", at: plan.at }, plan.name)
  if (plan.name.includes("${{")) report.add("SL3129", { path: "name", at: plan.at }, "the pipeline")
}

/** The workflow of a pipeline, as data. */
export const workflow = (scope: Scope): Workflow => {
  const { plan, events, report } = scope
  checkName(plan, report)
  checkIds(scope)
  checkEnvironments(scope)
  checkUploads(scope)
  const on = triggers(plan.on, report)
  if (on.length === 0) report.add("SL3106", { path: "on", at: plan.at }, plan.name)
  const run = events.pullRequest ? "github.event.pull_request.number || github.run_id" : "github.run_id"
  return {
    header: header(plan),
    name: plan.name,
    on,
    group: `${slug(plan.name)}-\${{ ${run} }}`,
    cancels: events.pullRequest,
    jobs: jobs(scope),
  }
}
