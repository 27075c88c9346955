import type { Problem } from "@shipline/core"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { runProblem } from "../errors/run-problem.js"
import type { JobNode } from "./job-node.js"
import { JobFailed, Jobs } from "./jobs.js"
import type { Leg } from "./leg.js"
import { Reporter } from "./reporter.js"
import { Stop } from "./stop.js"
import type { Verdict } from "./verdict.js"

/** How the attempts at one part of a node ended, together. */
export interface Attempts {
  readonly verdict: Verdict
  readonly attempts: number
  readonly problem?: Problem
}

type Ended = { readonly verdict: "passed" } | { readonly verdict: "failed" | "errored"; readonly problem: Problem }

const seconds = (ms: number) => `${ms / 1000} s`

const outOfTime = (node: JobNode, leg: Leg) =>
  new JobFailed({
    problem: runProblem(
      "SL4103",
      `nodes.${node.id}`,
      `'${leg.title}' was ended: it ran longer than ${seconds(node.job.timeout)}`,
      "Find out what it waits for, or give it a longer timeout.",
      node.at,
    ),
  })

const defect = (node: JobNode, cause: Cause.Cause<never>) =>
  runProblem(
    "SL4405",
    `nodes.${node.id}`,
    Cause.pretty(cause),
    "This is a fault in Shipline: please report it.",
    node.at,
  )

const once = Effect.fnUntraced(function* (node: JobNode, leg: Leg, number: number) {
  const jobs = yield* Jobs
  return yield* jobs.attempt({ node, leg, number }).pipe(
    Effect.timeoutOrElse({ duration: node.job.timeout, orElse: () => Effect.fail(outOfTime(node, leg)) }),
    Effect.as<Ended>({ verdict: "passed" }),
    Effect.catchTag("JobFailed", ({ problem }) => Effect.succeed<Ended>({ verdict: "failed", problem })),
    Effect.catchTag("RunError", ({ problems: [problem] }) =>
      problem === undefined
        ? Effect.die("a RunError without a problem")
        : Effect.succeed<Ended>({ verdict: "errored", problem }),
    ),
    Effect.catchDefect((error) =>
      Effect.succeed<Ended>({ verdict: "errored", problem: defect(node, Cause.die(error)) }),
    ),
  )
})

/**
 * Tries one part of a node until it passes, cannot be run, has used up its retries, or the run is stopping. The timeout is
 * for each attempt, from the copy of the source to the last artifact.
 */
export const attemptLeg = Effect.fnUntraced(function* (node: JobNode, leg: Leg) {
  const reporter = yield* Reporter
  const stop = yield* Stop
  const of = node.job.retries + 1
  for (let attempt = 1; ; attempt++) {
    const ended = yield* once(node, leg, attempt)
    const stopping = (yield* stop.reason) !== undefined
    if (ended.verdict !== "failed" || attempt === of || stopping)
      return { ...ended, attempts: attempt } satisfies Attempts
    const { problem } = ended
    yield* reporter.emit({ kind: "job-retried", node: node.id, leg: leg.id, title: leg.title, attempt, of, problem })
  }
})
