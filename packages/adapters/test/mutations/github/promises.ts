import type { Plan } from "@shipline/core"
import {
  type Explored,
  explore,
  type Start,
  simulateRun,
  startingContexts,
  starts,
  startsOf,
  type Workflow,
} from "../../simulate/github/index.js"
import { deployingNodes, gatesOf, type Started } from "../plan-ways.js"

const after = (text: string, begin: string): string | undefined =>
  text.startsWith(begin) ? text.slice(begin.length) : undefined

const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value))

const startedBy = ({ event, ref, inputs }: Start): Started => ({
  by: event === "push" || event === "schedule" ? event : event === "workflow_dispatch" ? "person" : "something else",
  branch: after(ref, "refs/heads/"),
  tag: after(ref, "refs/tags/"),
  lane: text(inputs?.lane),
  environment: text(inputs?.environment),
})

/** The beginning of a reference that a condition names, and something behind it. */
const withParts = (all: readonly Start[]): readonly Start[] =>
  all.flatMap((start) =>
    start.event === "workflow_dispatch" && start.ref === "refs/heads/main"
      ? [start, { ...start, ref: "refs/heads/mai" }, { ...start, ref: "refs/heads/mainline" }]
      : [start],
  )

/** What comes out the same before and after a cancellation is explored once, as before it. */
const startsAlsoCancelled = (workflow: Workflow, { start, job, before }: Explored): boolean => {
  const one = workflow.jobs.get(job)
  const ended = (id: string) => before.get(id) ?? { result: "skipped" as const, outputs: {} }
  return one !== undefined && starts(one, startingContexts(start), ended, true)
}

const says = (start: Start, job: string): string =>
  `${job} on ${start.event} of ${start.ref} ${JSON.stringify(start.inputs ?? {})}`

/** What a run of the workflow breaks of the plan's promises: every run of it is played, up to the first that does. */
export const firstBreach = (plan: Plan, workflow: Workflow): string | undefined => {
  const deploying = deployingNodes(plan).filter((id) => workflow.jobs.has(id))
  for (const start of withParts(startsOf(workflow)))
    for (const job of deploying) {
      const gates = gatesOf(plan, startedBy(start), job)
      for (const run of explore(workflow, start, job)) {
        if (!run.starts) continue
        const missing = (gates ?? []).filter((gate) => run.before.get(gate)?.outcome !== "success")
        if (gates === undefined) return `${says(start, job)} starts in no lane`
        if (missing.length > 0) return `${says(start, job)} starts without ${missing.join(", ")}`
        if (run.afterCancel || startsAlsoCancelled(workflow, run))
          return `${says(start, job)} starts after a cancellation`
      }
      if (gates !== undefined && simulateRun(workflow, start).get(job)?.started !== true)
        return `${says(start, job)} does not start`
    }
  return undefined
}

/** Everything that decides which jobs start. */
export const skeletonOf = (workflow: Workflow): unknown => ({
  events: workflow.events,
  jobs: [...workflow.jobs.values()].map(({ id, needs, condition, continueOnError, stepMayFail, environment }) => ({
    id,
    needs,
    condition,
    continueOnError,
    stepMayFail,
    environment,
  })),
})

/** The environments that jobs name, by job. */
export const environmentsOf = (workflow: Workflow): readonly string[] =>
  [...workflow.jobs.values()].flatMap(({ id, environment }) =>
    environment === undefined ? [] : [`${id} ${environment.deploys ? "deploys to" : "uses"} ${environment.name}`],
  )
