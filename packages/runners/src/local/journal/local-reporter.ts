import type { Problem } from "@shipline/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { RunError } from "../../errors/run-error.js"
import type { EventBody, RunEvent } from "../../scheduler/event.js"
import { Reporter } from "../../scheduler/reporter.js"
import { Stop } from "../../scheduler/stop.js"
import type { Mask } from "../process/masker.js"
import { Journal } from "./journal.js"

/** A problem without secrets: its words may quote what a program has said. */
export const maskProblem = (mask: Mask, problem: Problem): Problem => ({
  ...problem,
  message: mask.text(problem.message),
  hint: mask.text(problem.hint),
})

const masked = (mask: Mask, event: EventBody): EventBody => {
  if (event.kind === "admission")
    return {
      ...event,
      reasons: event.reasons.map((reason) => maskProblem(mask, reason)),
      overrides: event.overrides.map((override) => ({ ...override, reason: mask.text(override.reason) })),
    }
  return "problem" in event && event.problem !== undefined
    ? { ...event, problem: maskProblem(mask, event.problem) }
    : event
}

/** Writes events into the journal and tells them to `watch`. Output goes to the logs instead. */
export const reporterLayer = (
  mask: Mask,
  watch: (event: RunEvent) => void,
): Layer.Layer<Reporter, never, Journal | Stop> =>
  Layer.effect(
    Reporter,
    Effect.gen(function* () {
      const journal = yield* Journal
      const stop = yield* Stop
      const stopWith = ({ problems: [problem] }: RunError) =>
        problem === undefined ? Effect.void : stop.request(problem)
      return Reporter.of({
        emit: Effect.fnUntraced(function* (body: EventBody) {
          const event: RunEvent = { ...masked(mask, body), at: yield* Clock.currentTimeMillis }
          if (event.kind !== "job-output") yield* Effect.catchTag(journal.record(event), "RunError", stopWith)
          yield* Effect.sync(() => watch(event))
        }),
      })
    }),
  )
