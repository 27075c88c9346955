import type { Plan } from "@shipline/core"
import { planText, slug } from "@shipline/core/plan"
import { sha256 } from "../sha256.js"
import type { Subject } from "../shared/report.js"
import { pushesUnknown } from "./events.js"
import { header } from "./header.js"
import { jobs } from "./jobs.js"
import type { Workflow } from "./model.js"
import { approvalEnvironment, jobId, reportName, soakEnvironment } from "./names.js"
import type { Report } from "./problems.js"
import { type Scope, subject } from "./scope.js"
import { triggers } from "./triggers.js"

/** GitHub environments are known by their names without regard to case; each approval needs one of its own. */
const checkEnvironments = ({ plan, report }: Scope): void => {
  const taken = new Map<string, string>()
  for (const { name, at } of plan.environments) {
    if (taken.has(name.toLowerCase())) report.add("SL3126", { path: `environments.${name}`, at }, name)
    taken.set(name.toLowerCase(), `the environment '${name}'`)
  }
  const claim = (environment: string, what: string, subject: Subject): void => {
    const other = taken.get(environment)
    if (other !== undefined) report.add("SL3125", subject, what, other)
    taken.set(environment, what)
  }
  for (const { kind, name, id, at } of plan.gates)
    if (kind === "approval") claim(approvalEnvironment(name), `the approval '${name}'`, { path: `gates.${id}`, at })
  for (const node of plan.nodes)
    if (node.kind === "soak") claim(soakEnvironment(node.proof), `'${node.title}'`, subject(node))
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

/** What a person starts must be held against what a push deploys, and be named in text that GitHub does not evaluate. */
const checkDispatch = ({ plan, events, redeploys, environments, report }: Scope): void => {
  const where = { path: "on", at: plan.at }
  if (pushesUnknown(plan.on) && plan.on.manual === true) report.add("SL3131", where, plan.name)
  if (pushesUnknown(plan.on) && events.hotfix !== undefined) report.add("SL3134", where, plan.name)
  for (const name of redeploys.keys())
    if (name.includes("${{"))
      report.add(
        "SL3129",
        { path: `environments.${name}`, at: environments.get(name)?.at },
        `the environment '${name}'`,
      )
}

const checkName = (plan: Plan, report: Report): void => {
  if (plan.name.includes("${{")) report.add("SL3129", { path: "name", at: plan.at }, "the pipeline")
}

/** The workflow of a pipeline, as data. */
export const workflow = (scope: Scope): Workflow => {
  const { plan, events, report } = scope
  checkName(plan, report)
  checkIds(scope)
  checkEnvironments(scope)
  checkUploads(scope)
  checkDispatch(scope)
  const on = triggers(scope)
  if (Object.keys(plan.on).every((key) => key === "paths" || key === "ignorePaths"))
    report.add("SL3106", { path: "on", at: plan.at }, plan.name)
  const run = events.pullRequest ? "github.event.pull_request.number || github.run_id" : "github.run_id"
  const deploys = plan.nodes.some(({ kind }) => kind === "deploy")
  return {
    header: header(scope),
    name: plan.name,
    on,
    group: `${slug(plan.name)}-\${{ ${run} }}`,
    cancels: events.pullRequest,
    env: deploys ? [{ name: "SHIPLINE_PIPELINE_DIGEST", value: sha256(planText(plan)) }] : [],
    jobs: jobs(scope),
  }
}
