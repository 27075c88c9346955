import { type Ended, type Outcome, resultOf, type Start, startingContexts, starts } from "./run.js"
import { conditionText, literalsOf } from "./starts-of.js"
import type { Workflow, WorkflowJob } from "./workflow.js"

/** One run up to the moment at which a job starts, or does not. */
export interface Explored {
  readonly start: Start
  readonly job: string
  readonly starts: boolean
  /** Whether the run had been cancelled when the job's condition was looked at. */
  readonly afterCancel: boolean
  /** What became of every job before it. */
  readonly before: ReadonlyMap<string, Ended>
}

/** Thrown where a job has more runs before it than were asked for. */
export class TooMany extends Error {}

/** The outputs of each job that a condition reads, with the values that it can tell apart. */
const outputValues = (workflow: Workflow): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> => {
  const text = conditionText(workflow)
  const values = ["", "zz-other", ...literalsOf(text).filter((one) => one !== "")]
  const read = new Map<string, Map<string, readonly string[]>>()
  for (const [, job = "", output = ""] of text.matchAll(/\bneeds\.([\w-]+)\.outputs\.([\w-]+)/g))
    if (workflow.jobs.get(job)?.raw.outputs?.[output] !== undefined)
      read.set(job, (read.get(job) ?? new Map()).set(output, values))
  return read
}

const everyWay = (domains: ReadonlyMap<string, readonly string[]>): readonly { readonly [name: string]: string }[] =>
  [...domains].reduce<readonly { readonly [name: string]: string }[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  )

const outcomesOf = ({ stepMayFail }: WorkflowJob): readonly Outcome[] => [
  "success",
  "failure",
  "cancelled",
  ...(stepMayFail ? (["hidden"] as const) : []),
]

const hidesOf = ({ continueOnError }: WorkflowJob): readonly boolean[] =>
  continueOnError === "maybe" ? [false, true] : [continueOnError === "yes"]

/**
 * Every run of the jobs before `job`, by the rules step by step: whatever each of them does, and at whatever moment the run
 * is cancelled. The moment is, for each job, whether its condition is looked at before or after; a job whose condition comes
 * out the same is looked at before, which leaves every moment open to those behind it; `job` itself is looked at in both.
 */
export function* explore(workflow: Workflow, start: Start, job: string, most = 200_000): Generator<Explored> {
  const target = workflow.jobs.get(job)
  if (target === undefined) throw new Error(`no job ${job}`)
  const last: WorkflowJob = target
  const contexts = startingContexts(start)
  const outputs = outputValues(workflow)
  const cone = [...workflow.jobs.values()].filter(({ id }) => target.before.includes(id))
  const ended = new Map<string, Ended>()
  const of = (id: string): Ended => ended.get(id) as Ended // jobs come after all that they need
  let count = 0

  const moments = (
    one: WorkflowJob,
    both: boolean,
  ): readonly { readonly afterCancel: boolean; readonly started: boolean }[] => {
    const late = { afterCancel: true, started: starts(one, contexts, of, true) }
    if (one.needs.some((need) => of(need).afterCancel)) return [late]
    const early = { afterCancel: false, started: starts(one, contexts, of, false) }
    return early.started === late.started && !both ? [early] : [early, late]
  }

  function* from(index: number): Generator<Explored> {
    const one = cone[index]
    if (one === undefined) {
      count += 1
      if (count > most) throw new TooMany(`more than ${most} runs before ${job}`)
      for (const { afterCancel, started } of moments(last, true))
        yield { start, job, starts: started, afterCancel, before: new Map(ended) }
      return
    }
    const { id } = one
    for (const { afterCancel, started } of moments(one, false)) {
      if (!started) {
        ended.set(id, { id, afterCancel, started, result: "skipped", outputs: {} })
        yield* from(index + 1)
        continue
      }
      for (const outcome of outcomesOf(one))
        for (const hides of outcome === "failure" ? hidesOf(one) : [false])
          for (const out of everyWay(outputs.get(id) ?? new Map())) {
            ended.set(id, { id, afterCancel, started, outcome, result: resultOf(outcome, hides), outputs: out })
            yield* from(index + 1)
          }
    }
  }
  yield* from(0)
}
