import { laneView, type Plan } from "@shipline/core/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { runProblem } from "../errors/run-problem.js"
import { Reporter } from "../scheduler/reporter.js"
import { schedule } from "../scheduler/schedule.js"
import { Stop } from "../scheduler/stop.js"
import { Journal } from "./journal/journal.js"
import type { Prepared } from "./prepare.js"
import { Settings } from "./settings.js"
import type { Source } from "./source/source.js"
import { summarise } from "./summarise.js"

const named = 5

const uncommittedNote = ({ uncommitted }: Source) => {
  const more = uncommitted.length > named ? ` and ${uncommitted.length - named} more` : ""
  return runProblem(
    "SL4501",
    "",
    `uncommitted changes are left out of this run: ${uncommitted.slice(0, named).join(", ")}${more}`,
    "Commit them to have them built, checked and deployed.",
  )
}

/** Runs the lane from its first event to the summary, which is kept before it is returned. */
export const carryOut = Effect.fn("carryOut")(function* (plan: Plan, { source, candidate, mask }: Prepared) {
  const { lane, allow, jobs, environment } = yield* Settings
  const journal = yield* Journal
  const reporter = yield* Reporter
  const stop = yield* Stop
  const { run, folder } = journal
  const { version, commit } = candidate
  const started = yield* Clock.currentTimeMillis
  const nodes = laneView(plan, lane, environment).map(({ id, title, kind }) => ({ id, title, kind }))
  yield* reporter.emit({ kind: "run-started", run, pipeline: plan.name, lane, version, commit, folder, jobs, nodes })
  if (source.uncommitted.length > 0)
    yield* reporter.emit({ kind: "note", level: "warning", problem: uncommittedNote(source) })

  const scheduled = yield* schedule(plan, {
    lane,
    allow,
    jobs,
    version,
    ...(environment !== undefined && { environment }),
  })
  const duration = (yield* Clock.currentTimeMillis) - started
  const ended = { plan, candidate, mask, scheduled, stopped: yield* stop.reason }
  const summary = yield* summarise(ended, { run, folder, lane, started, duration })
  yield* journal.close(summary)
  yield* reporter.emit({ kind: "run-finished", summary })
  return summary
})
