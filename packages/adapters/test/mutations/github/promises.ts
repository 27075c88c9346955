import type { Plan } from "@shipline/core"
import { type Lane, laneView, type Node } from "@shipline/core/plan"
import {
  type Explored,
  explore,
  readWorkflow,
  type Start,
  simulateRun,
  startsOf,
  type Workflow,
} from "../../simulate/github/index.js"
import { startingContexts, starts } from "../../simulate/github/run.js"

const jobId = (id: string): string => id.replace(/^(?=\d)/, "_")

/** Whether a pattern of a trigger holds a reference: `*` stops at a slash, `**` does not. */
const holds = (pattern: string, ref: string): boolean =>
  new RegExp(
    `^${pattern
      .split(/(\*+)/)
      .map((part) =>
        part === "*" ? "[^/]*" : part.startsWith("*") ? ".*" : part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"),
      )
      .join("")}$`,
  ).test(ref)

const isHome = ({ on }: Plan, ref: string): boolean =>
  (on.push?.branches ?? ["main"]).some((branch) => holds(`refs/heads/${branch}`, ref))

/** The way that a run goes, undefined where it is none that the plan knows. */
export const wayOf = (plan: Plan, { event, ref, inputs }: Start): { lane: Lane; environment?: string } | undefined => {
  const { push, schedule, manual } = plan.on
  if (event === "push")
    return push !== undefined && (isHome(plan, ref) || push.tags.some((tag) => holds(`refs/tags/${tag}`, ref)))
      ? { lane: "release" }
      : undefined
  if (event === "schedule") return schedule === undefined ? undefined : { lane: "release" }
  if (event !== "workflow_dispatch" || !isHome(plan, ref)) return undefined
  const { lane, environment } = inputs ?? {}
  if (lane === "release") return manual === true ? { lane } : undefined
  if (lane === "hotfix") return plan.environments.some(({ hotfix }) => hotfix !== undefined) ? { lane } : undefined
  if (lane !== "promote" && lane !== "rollback") return undefined
  return plan.environments.some(({ name }) => name === environment)
    ? { lane, environment: String(environment) }
    : undefined
}

type Deploy = Extract<Node, { kind: "deploy" }>

const isDeploy = (node: Node): node is Deploy => node.kind === "deploy"

/** The jobs that deploy, by what the plan calls them: a promotion and a rollback have one of their own. */
const deployingJobs = (plan: Plan): readonly string[] =>
  plan.nodes.filter(isDeploy).flatMap(({ id }) => [jobId(id), `re${id}`])

/** The gates that must have passed before this job may start in a run, undefined where it may not start at all. */
const gatesOf = (plan: Plan, start: Start, job: string): readonly string[] | undefined => {
  const way = wayOf(plan, start)
  if (way === undefined) return undefined
  const back = way.environment !== undefined
  const node = laneView(plan, way.lane, way.environment)
    .filter(isDeploy)
    .find(({ id }) => job === (back ? `re${id}` : jobId(id)))
  return node && (back ? [] : node.proofs.map((proof) => jobId(proof.node)))
}

/** Values of which others are made: the beginning of each text that a condition names. */
const withParts = (starts: readonly Start[]): readonly Start[] =>
  starts.flatMap((start) =>
    start.event === "workflow_dispatch" && start.ref.startsWith("refs/heads/") && start.ref.length > 12
      ? [start, { ...start, ref: start.ref.slice(0, -1) }, { ...start, ref: `${start.ref}line` }]
      : [start],
  )

export interface Breach {
  readonly job: string
  readonly run: Explored
  readonly missing: readonly string[]
  /** It starts in a run that was cancelled. */
  readonly cancelled: boolean
}

/** What comes out the same before and after a cancellation is explored once, as before it. */
const startsAlsoCancelled = (workflow: Workflow, { start, job, before }: Explored): boolean => {
  const one = workflow.jobs.get(job)
  const ended = (id: string) => before.get(id) ?? { result: "skipped" as const, outputs: {} }
  return one !== undefined && starts(one, startingContexts(start), ended, true)
}

/** Every start of a deployment that breaks a promise of the plan, in every run of the file. */
export function* breaches(plan: Plan, workflow: Workflow, most = 2_000_000): Generator<Breach> {
  const deploying = deployingJobs(plan).filter((id) => workflow.jobs.has(id))
  for (const start of withParts(startsOf(workflow)))
    for (const job of deploying) {
      const gates = gatesOf(plan, start, job)
      for (const run of explore(workflow, start, job, most)) {
        if (!run.starts) continue
        const missing = (gates ?? []).filter((gate) => run.before.get(gate)?.outcome !== "success")
        const cancelled = run.afterCancel || startsAlsoCancelled(workflow, run)
        if (gates === undefined || cancelled || missing.length > 0) yield { job, run, missing, cancelled }
      }
    }
}

/** The deployments that do not start in a way of the plan, although everything before them passes. */
export const unreached = (plan: Plan, workflow: Workflow): readonly { readonly job: string; readonly start: Start }[] =>
  startsOf(workflow).flatMap((start) => {
    const ended = simulateRun(workflow, start)
    return deployingJobs(plan).flatMap((job) =>
      gatesOf(plan, start, job) !== undefined && ended.get(job)?.started !== true ? [{ job, start }] : [],
    )
  })

/** What each job names as its environment. */
export const environmentsOf = (workflow: Workflow): readonly string[] =>
  [...workflow.jobs.values()].map(({ id, raw }) => `${id}: ${JSON.stringify(raw.environment ?? null)}`)

export { readWorkflow }
