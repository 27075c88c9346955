import { type Contexts, contextsOf, evaluatorValue } from "./condition.js"
import type { Workflow, WorkflowJob } from "./workflow.js"

/** What other jobs see of one that is over. */
export type Result = "success" | "failure" | "cancelled" | "skipped"

/**
 * How a job ends that has started. `hidden`: a step failed that may, so that the job is shown as passed. A timeout, a lost
 * runner, a refused approval and a replacement in a queue are `cancelled` or `failure`.
 */
export type Outcome = "success" | "failure" | "cancelled" | "hidden"

/** How a run was started. `inputs` are there only where a person or another workflow started it. */
export interface Start {
  readonly event: string
  readonly ref: string
  readonly inputs?: { readonly [name: string]: string | boolean | number }
  readonly vars?: { readonly [name: string]: string }
  /** Default: `main`. */
  readonly defaultBranch?: string
}

/** What became of a job. */
export interface Ended {
  readonly id: string
  /** Whether its condition was looked at after the run was cancelled. */
  readonly afterCancel: boolean
  readonly started: boolean
  /** How it really ended; absent where it did not start. */
  readonly outcome?: Outcome
  readonly result: Result
  readonly outputs: { readonly [name: string]: string }
}

/** What an expression can read of how a run was started. */
export const startContexts = ({ event, ref, inputs, vars, defaultBranch = "main" }: Start) => ({
  github: {
    event_name: event,
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags)\//, ""),
    ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
    event: { pull_request: { number: 1 }, repository: { default_branch: defaultBranch } },
  },
  ...(inputs === undefined ? {} : { inputs }),
  ...(vars === undefined ? {} : { vars }),
})

export const startingContexts = (start: Start): Contexts => contextsOf(startContexts(start))

/** Whether a job starts once all before it are over. A condition that is an error starts nothing. */
export const starts = (
  job: WorkflowJob,
  contexts: Contexts,
  ended: (id: string) => Pick<Ended, "result" | "outputs">,
  cancelled: boolean,
): boolean => {
  const results = job.before.map((id) => ended(id).result)
  const named = (jobs: readonly string[]) => jobs.map((id) => (job.before.includes(id) ? ended(id).result : undefined))
  const status = {
    cancelled,
    success: (...jobs: readonly string[]) =>
      !cancelled && (jobs.length === 0 ? results : named(jobs)).every((result) => result === "success"),
    failure: (...jobs: readonly string[]) =>
      (jobs.length === 0 ? results : named(jobs)).some((result) => result === "failure"),
  }
  const needs = Object.fromEntries(
    job.needs.map((id) => [id, { result: ended(id).result, outputs: ended(id).outputs }]),
  )
  try {
    return job.holds(new Map([...contexts, ["needs", evaluatorValue(needs)]]), status)
  } catch {
    return false
  }
}

/** What others see of an outcome. */
export const resultOf = (outcome: Outcome, hides: boolean): Result => {
  if (outcome === "hidden") return "success"
  return outcome === "failure" && hides ? "success" : outcome
}

/** What a run is to do: how jobs end, which of them are looked at after a cancellation, what outputs say. */
export interface Script {
  readonly outcome?: (id: string) => Outcome
  /** A job behind one that is looked at after the cancellation is so itself, whatever is said. */
  readonly afterCancel?: (id: string) => boolean
  readonly outputs?: (id: string) => { readonly [name: string]: string }
  /** Whether a `continue-on-error` that is an expression is true. */
  readonly hides?: (id: string) => boolean
}

/** One run of a workflow, job after job. */
export const simulateRun = (workflow: Workflow, start: Start, script: Script = {}): ReadonlyMap<string, Ended> => {
  const contexts = startingContexts(start)
  const ended = new Map<string, Ended>()
  const of = (id: string): Ended => {
    const one = ended.get(id)
    if (one === undefined) throw new Error(`${id} is not over`)
    return one
  }
  for (const job of workflow.jobs.values()) {
    const { id, continueOnError } = job
    const afterCancel = job.needs.some((need) => of(need).afterCancel) || (script.afterCancel?.(id) ?? false)
    if (!starts(job, contexts, of, afterCancel)) {
      ended.set(id, { id, afterCancel, started: false, result: "skipped", outputs: {} })
      continue
    }
    const outcome = script.outcome?.(id) ?? "success"
    const hides = continueOnError === "yes" || (continueOnError === "maybe" && (script.hides?.(id) ?? false))
    const result = resultOf(outcome, hides)
    ended.set(id, { id, afterCancel, started: true, outcome, result, outputs: script.outputs?.(id) ?? {} })
  }
  return ended
}
