import { evaluateCondition, type JobCondition } from "../judges/index.js"

export type Result = "success" | "failure" | "cancelled" | "skipped"

/** How a run was started. */
export interface Start {
  readonly event: string
  readonly ref: string
  readonly inputs?: { readonly [name: string]: string }
}

const payload = { pull_request: { number: 1 }, repository: { default_branch: "main" } }

/** What a condition can read of a run. `inputs` are there only where a person started it. */
export const contextsOf = ({ event, ref, inputs }: Start): { readonly github: object; readonly inputs?: object } => ({
  github: { event_name: event, ref, event: payload },
  ...(inputs === undefined ? {} : { inputs }),
})

type Conditions = ReadonlyMap<string, JobCondition>

/** All jobs before a job, directly or not. */
const ancestors = (id: string, conditions: Conditions, seen = new Set<string>()): ReadonlySet<string> => {
  for (const need of conditions.get(id)?.needs ?? [])
    if (!seen.has(need)) {
      seen.add(need)
      ancestors(need, conditions, seen)
    }
  return seen
}

/**
 * A run, job after job, as GitHub would play it: a job starts when its condition holds once all that it needs is over,
 * `success()` when every job before it has passed, and a job that does not start is skipped. `outcome` says how a job ends
 * that has started.
 */
export const play = (
  conditions: Conditions,
  start: Start,
  outcome: (id: string) => Exclude<Result, "skipped"> = () => "success",
): ReadonlyMap<string, Result> => {
  const results = new Map<string, Result>()
  const end = (id: string): Result => {
    const known = results.get(id)
    if (known !== undefined) return known
    const { condition, needs } = conditions.get(id) ?? { condition: "true", needs: [] }
    const ended = Object.fromEntries(needs.map((need) => [need, { result: end(need) }]))
    const before = [...ancestors(id, conditions)].map((one) => results.get(one))
    const status = {
      success: before.every((one) => one === "success"),
      failure: before.includes("failure"),
      cancelled: false,
    }
    const starts = evaluateCondition(condition, { ...contextsOf(start), needs: ended }, status)
    const result = starts ? outcome(id) : "skipped"
    results.set(id, result)
    return result
  }
  for (const id of conditions.keys()) end(id)
  return results
}

/** Whether a job starts, where the jobs that it needs have ended so, and all that stands before those as well as they have. */
export const starts = (
  { condition }: JobCondition,
  start: Start,
  ended: ReadonlyMap<string, Result>,
  cancelled = false,
): boolean =>
  evaluateCondition(
    condition,
    { ...contextsOf(start), needs: Object.fromEntries([...ended].map(([id, result]) => [id, { result }])) },
    {
      success: !cancelled && [...ended.values()].every((one) => one === "success"),
      failure: [...ended.values()].includes("failure"),
      cancelled,
    },
  )
