import type { Pipeline } from "./pipeline.js"
import { reopened, type Status, type Statuses, step } from "./scheduler.js"

export type Ending = "success" | "failed" | "canceled"

/** What people and jobs do in one run of a pipeline. */
export interface Script {
  /** How a job ends that has started. Default: all pass. */
  readonly outcome?: (name: string) => Ending
  /** Whether somebody plays a job that waits for it. Default: somebody does. */
  readonly plays?: (name: string) => boolean
  /** A job during which the pipeline is cancelled, once nothing else is left to do that does not wait for it. */
  readonly cancelDuring?: string
}

const ends = (status: Status) => status === "created" || status === "running" || status === "scheduled"

/** One run until nothing happens any more: how all jobs stand then, and in which order they have started. */
export const simulatePipeline = (
  pipeline: Pipeline,
  { outcome = () => "success", plays = () => true, cancelDuring }: Script = {},
): { readonly statuses: Statuses; readonly started: readonly string[] } => {
  let statuses: Statuses = new Map([...pipeline.keys()].map((name) => [name, "created"]))
  const started: string[] = []
  const next = (): Statuses | undefined => {
    for (const job of pipeline.values()) {
      const { name } = job
      const status = statuses.get(name)
      if (status === "running" && name !== cancelDuring) return new Map([...statuses, [name, outcome(name)]])
      const made = status === "created" ? step(pipeline, job, statuses) : undefined
      const played = (status === "manual" && plays(name)) || status === "scheduled"
      if (made === "running" || played) started.push(name)
      if (made !== undefined) return new Map([...statuses, [name, made]])
      if (played) return reopened(pipeline, name, "running", statuses)
    }
    if (cancelDuring === undefined || statuses.get(cancelDuring) !== "running") return undefined
    return new Map([...statuses].map(([name, status]) => [name, ends(status) ? "canceled" : status]))
  }
  for (let after = next(); after !== undefined; after = next()) statuses = after
  return { statuses, started }
}
