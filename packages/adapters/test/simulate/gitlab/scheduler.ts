import type { Pipeline, PipelineJob, When } from "./pipeline.js"

export type Status = "created" | "manual" | "scheduled" | "running" | "success" | "failed" | "canceled" | "skipped"
export type Statuses = ReadonlyMap<string, Status>

const completed: readonly string[] = ["success", "failed", "canceled", "skipped"]

/** What several jobs are together, to one that waits for them; undefined where there are none. */
export const composite = (
  jobs: readonly { readonly status: Status; readonly allowFailure: boolean }[],
  dag: boolean,
): string | undefined => {
  if (jobs.length === 0) return undefined
  const found = new Set(
    jobs.map(({ status, allowFailure }) => {
      if (allowFailure && (status === "failed" || status === "canceled")) return "warnings"
      return allowFailure && status === "manual" ? "ignored" : status
    }),
  )
  const only = (...states: readonly string[]) => [...found].every((one) => states.includes(one))
  const any = (...states: readonly string[]) => [...found].some((one) => states.includes(one))
  if (dag && any("skipped", "ignored")) return "skipped"
  if (only("skipped", "ignored")) return "skipped"
  if (only("success", "skipped", "warnings", "ignored")) return "success"
  if (only("created", "warnings", "ignored")) return "created"
  if (only("canceled", "success", "skipped", "warnings", "ignored")) return "canceled"
  if (any("running")) return "running"
  if (any("manual")) return "manual"
  if (any("scheduled")) return "scheduled"
  if (any("created")) return "running"
  return "failed"
}

const valid = (when: When, dag: boolean): readonly string[] => {
  if (when === "on_failure") return ["failed"]
  if (when === "always") return ["success", "failed", "skipped"]
  return dag ? ["success"] : ["success", "skipped"]
}

/** The jobs that a job waits for. */
export const awaited = (pipeline: Pipeline, job: PipelineJob): readonly string[] =>
  job.needs ?? [...pipeline.values()].filter(({ stage }) => stage < job.stage).map(({ name }) => name)

/** What becomes of a job that has been made, as things stand: undefined where it goes on waiting. */
export const step = (pipeline: Pipeline, job: PipelineJob, statuses: Statuses): Status | undefined => {
  const dag = job.needs !== undefined
  const before = awaited(pipeline, job).map((name) => ({
    status: statuses.get(name) ?? "created",
    allowFailure: pipeline.get(name)?.allowFailure ?? false,
  }))
  const previous = composite(before, dag) ?? "success"
  if (!completed.includes(previous)) return undefined
  if (!valid(job.when, dag).includes(previous)) return "skipped"
  if (job.when === "manual") return "manual"
  return job.when === "delayed" ? "scheduled" : "running"
}

/** The jobs behind a job: by needs, or in later stages. */
const behind = (pipeline: Pipeline, name: string): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (one: string): void => {
    for (const job of pipeline.values())
      if (!found.has(job.name) && awaited(pipeline, job).includes(one)) {
        found.add(job.name)
        visit(job.name)
      }
  }
  visit(name)
  return found
}

/** The statuses with one changed, and with what was skipped behind that job made anew. */
export const reopened = (pipeline: Pipeline, name: string, status: Status, statuses: Statuses): Statuses => {
  const later = behind(pipeline, name)
  return new Map(
    [...statuses].map(([one, old]) => {
      if (one === name) return [one, status]
      return [one, later.has(one) && old === "skipped" ? "created" : old]
    }),
  )
}
