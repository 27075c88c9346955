import type { Pipeline } from "./pipeline.js"
import { awaited, reopened, type Status, type Statuses, step } from "./scheduler.js"

/** A moment at which a job starts, and how all jobs that it can depend on stand then. */
export interface Explored {
  readonly job: string
  readonly statuses: Statuses
  /** Whether the pipeline has been cancelled before. */
  readonly cancelled: boolean
  /** What was done, in order: `run unit`, `unit failed`, `play go`, `retry unit`, `cancel`. */
  readonly path: readonly string[]
}

export class TooMany extends Error {}

export interface Powers {
  /** Whether people may run a job again that is over. Default: true. */
  readonly retry?: boolean
  /** States after which the search is given up. Default: 200,000. */
  readonly most?: number
}

/** The job and all that can matter to its start. */
const coneOf = (pipeline: Pipeline, job: string): ReadonlySet<string> => {
  const cone = new Set<string>()
  const visit = (name: string): void => {
    const one = pipeline.get(name)
    if (one === undefined || cone.has(name)) return
    cone.add(name)
    for (const need of awaited(pipeline, one)) visit(need)
  }
  visit(job)
  return cone
}

interface State {
  readonly statuses: Statuses
  readonly cancelled: boolean
  readonly path: readonly string[]
  /** The job that this step has started. */
  readonly started?: string
}

const over: readonly Status[] = ["success", "failed", "canceled"]

/**
 * Every way in which a pipeline can go, as far as it matters to the start of one job: whatever each job does, whoever plays,
 * retries or cancels what, and whenever. Each moment of a start with other statuses is told once, by a shortest way.
 */
export function* explore(
  whole: Pipeline,
  job: string,
  { retry = true, most = 200_000 }: Powers = {},
): Generator<Explored> {
  const cone = coneOf(whole, job)
  const pipeline: Pipeline = new Map([...whole].filter(([name]) => cone.has(name)))

  const after = function* ({ statuses, cancelled, path }: State): Generator<State> {
    const to = (name: string, status: Status, said: string): State => ({
      statuses: new Map([...statuses, [name, status]]),
      cancelled,
      path: [...path, said],
      ...(status === "running" ? { started: name } : {}),
    })
    for (const one of pipeline.values()) {
      const { name } = one
      const status = statuses.get(name)
      if (status === "created") {
        const next = step(pipeline, one, statuses)
        if (next !== undefined) yield to(name, next, next === "running" ? `run ${name}` : `${name} ${next}`)
      } else if (status === "running") for (const end of over) yield to(name, end, `${name} ${end}`)
      else if (status === "manual" || status === "scheduled")
        yield { ...to(name, "running", `play ${name}`), statuses: reopened(pipeline, name, "running", statuses) }
      else if (retry && status !== undefined && over.includes(status))
        yield { ...to(name, "created", `retry ${name}`), statuses: reopened(pipeline, name, "created", statuses) }
    }
    const ends = (status: Status) => status === "created" || status === "running" || status === "scheduled"
    if (!cancelled && [...statuses.values()].some(ends))
      yield {
        statuses: new Map([...statuses].map(([name, status]) => [name, ends(status) ? "canceled" : status])),
        cancelled: true,
        path: [...path, "cancel"],
      }
  }

  const key = ({ statuses, cancelled }: State) => `${[...statuses.values()].join()}${cancelled}`
  const told = new Set<string>()
  const first: State = {
    statuses: new Map([...pipeline.keys()].map((name) => [name, "created"])),
    cancelled: false,
    path: [],
  }
  const seen = new Set([key(first)])
  let states: readonly State[] = [first]
  while (states.length > 0) {
    const next: State[] = []
    for (const state of states)
      for (const one of after(state)) {
        if (one.started === job && !told.has(key(state))) {
          told.add(key(state))
          yield { job, statuses: state.statuses, cancelled: state.cancelled, path: one.path }
        }
        if (seen.has(key(one))) continue
        seen.add(key(one))
        if (seen.size > most) throw new TooMany(`more than ${most} states before ${job}`)
        next.push(one)
      }
    states = next
  }
}
