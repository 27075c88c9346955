import { evaluateCondition, type JobCondition } from "../judges/index.js"
import {
  type Outcome,
  type Result,
  type Start,
  simulateRun,
  startContexts,
  type Workflow,
} from "../simulate/github/index.js"

export type { Result, Start }

/** What the jobs of a run show at its end, where the jobs that start end so. */
export const play = (
  workflow: Workflow,
  start: Start,
  outcome?: (id: string) => Outcome,
): ReadonlyMap<string, Result> => {
  const ended = simulateRun(workflow, start, outcome === undefined ? {} : { outcome })
  return new Map([...ended].map(([id, { result }]) => [id, result]))
}

/** Whether a job starts, where the jobs that it needs have ended so, and all that stands before those as well as they have. */
export const starts = (
  { condition }: Pick<JobCondition, "condition">,
  start: Start,
  ended: ReadonlyMap<string, Result>,
  cancelled = false,
): boolean =>
  evaluateCondition(
    condition,
    { ...startContexts(start), needs: Object.fromEntries([...ended].map(([id, result]) => [id, { result }])) },
    {
      success: !cancelled && [...ended.values()].every((one) => one === "success"),
      failure: [...ended.values()].includes("failure"),
      cancelled,
    },
  )
