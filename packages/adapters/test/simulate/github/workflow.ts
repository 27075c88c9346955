import { parse } from "yaml"
import { workflowTemplate } from "../../judges/workflow-template.js"
import { compiledCondition } from "./condition.js"

/** A job as far as it matters to what starts and what ends how. */
export interface WorkflowJob {
  readonly id: string
  /** Those that it names itself. */
  readonly needs: readonly string[]
  /** All before it, directly or not. */
  readonly before: readonly string[]
  /** Its `if` with what GitHub adds to it. */
  readonly condition: string
  readonly holds: ReturnType<typeof compiledCondition>
  /** The job's failure is shown to others as success. An expression may come out either way. */
  readonly continueOnError: "no" | "yes" | "maybe"
  /** A step may fail without failing the job. */
  readonly stepMayFail: boolean
  /** Absent where it names none. `deployment: false` takes the environment's rules and secrets, and deploys nothing. */
  readonly environment?: { readonly name: string; readonly deploys: boolean }
  readonly raw: RawJob
}

export interface RawStep {
  readonly id?: string
  readonly name?: string
  readonly if?: unknown
  readonly uses?: string
  readonly run?: string
  readonly with?: { readonly [key: string]: unknown }
  readonly env?: { readonly [key: string]: unknown }
  readonly "continue-on-error"?: unknown
}

export interface RawJob {
  readonly name?: string
  readonly environment?: string | { readonly name: string; readonly deployment?: unknown }
  readonly "continue-on-error"?: unknown
  readonly env?: { readonly [key: string]: unknown }
  readonly outputs?: { readonly [name: string]: unknown }
  readonly concurrency?: unknown
  readonly steps?: readonly RawStep[]
}

export interface Workflow {
  readonly name: string
  readonly events: Awaited<ReturnType<typeof workflowTemplate>>["events"]
  /** In an order in which every job comes after all that it needs. */
  readonly jobs: ReadonlyMap<string, WorkflowJob>
}

const mayFail = (value: unknown): "no" | "yes" | "maybe" =>
  value === undefined || value === null || value === false ? "no" : value === true ? "yes" : "maybe"

const environmentOf = ({ environment }: RawJob): WorkflowJob["environment"] => {
  if (environment === undefined || environment === null) return undefined
  return typeof environment === "string"
    ? { name: environment, deploys: true }
    : { name: environment.name, deploys: environment.deployment !== false }
}

const inOrder = (needs: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const order = new Set<string>()
  const visit = (id: string): void => {
    if (order.has(id)) return
    for (const need of needs.get(id) ?? []) visit(need)
    order.add(id)
  }
  for (const id of needs.keys()) visit(id)
  return [...order]
}

/** A workflow, its conditions read by GitHub's own parser. Throws where that has something against it. */
export const readWorkflow = async (name: string, text: string): Promise<Workflow> => {
  const { jobs, events, errors } = await workflowTemplate(name, text)
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"))
  // GitHub's parser has checked the shape; what it does not hand out is read from the text.
  const raw = parse(text) as { readonly jobs: { readonly [id: string]: RawJob } }
  const needs = new Map(jobs.map(({ id, needs = [] }) => [id.value, needs.map(({ value }) => value)]))
  const conditions = new Map(jobs.map((job) => [job.id.value, job.if.expression]))
  const read = new Map<string, WorkflowJob>()
  for (const id of inOrder(needs)) {
    const job = raw.jobs[id] ?? {}
    const direct = needs.get(id) ?? []
    const condition = conditions.get(id) ?? "success()"
    const environment = environmentOf(job)
    read.set(id, {
      id,
      needs: direct,
      before: [...new Set(direct.flatMap((need) => [...(read.get(need)?.before ?? []), need]))],
      condition,
      holds: compiledCondition(condition),
      continueOnError: mayFail(job["continue-on-error"]),
      stepMayFail: (job.steps ?? []).some((step) => mayFail(step["continue-on-error"]) !== "no"),
      raw: job,
      ...(environment === undefined ? {} : { environment }),
    })
  }
  return { name, events, jobs: read }
}
