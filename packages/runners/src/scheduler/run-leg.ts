import type { Problem } from "@shipline/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { runProblem } from "../errors/run-problem.js"
import { type Attempts, attemptLeg } from "./attempts.js"
import type { JobNode } from "./job-node.js"
import type { Leg } from "./leg.js"
import type { LegOutcome } from "./outcome.js"
import { Reporter } from "./reporter.js"
import { isAdvisory, type RunContext } from "./run-context.js"
import { Stop } from "./stop.js"

const cancelled = (node: JobNode, leg: Leg, reason: Problem): Problem =>
  runProblem(
    "SL4507",
    `nodes.${node.id}`,
    `'${leg.title}' was ended: ${reason.message}`,
    "Run again once that is settled.",
    node.at,
  )

/**
 * Runs one part of a node when a permit is free. A stop ends it; a deployment that has begun ends only when the stop
 * is forced.
 */
export const runLeg = Effect.fnUntraced(function* (
  run: RunContext,
  node: JobNode,
  leg: Leg,
  refused: Effect.Effect<Attempts | undefined>,
) {
  const stop = yield* Stop
  const reporter = yield* Reporter
  const names = { node: node.id, leg: leg.id, title: leg.title }
  let started: number | undefined

  const work: Effect.Effect<Attempts, never, Effect.Services<ReturnType<typeof attemptLeg>>> = Effect.gen(function* () {
    const stopped = Effect.map(stop.reason, (reason): Attempts | undefined =>
      reason === undefined ? undefined : { verdict: "cancelled", attempts: 0, problem: cancelled(node, leg, reason) },
    )
    // A stop may come while it is decided whether this may start.
    const early = (yield* stopped) ?? (yield* refused) ?? (yield* stopped)
    if (early !== undefined) return early
    started = yield* Clock.currentTimeMillis
    if (node.kind === "deploy") run.deploying.add(leg.title)
    yield* reporter.emit({ kind: "job-started", ...names })
    return yield* attemptLeg(node, leg)
  })

  const halted: Effect.Effect<Attempts> = Effect.gen(function* () {
    const reason = yield* stop.requested
    if (run.deploying.has(leg.title)) yield* stop.forced
    return { verdict: "cancelled", attempts: started === undefined ? 0 : 1, problem: cancelled(node, leg, reason) }
  })

  const ended = yield* Effect.raceFirst(run.permits.withPermit(work), halted)
  run.deploying.delete(leg.title)
  const now = yield* Clock.currentTimeMillis
  const outcome: LegOutcome = { id: leg.id, title: leg.title, duration: now - (started ?? now), ...ended }
  if (outcome.verdict !== "passed" && !isAdvisory(run.plan, node) && outcome.problem !== undefined)
    yield* stop.request(outcome.problem)
  if (started !== undefined) {
    const { verdict, duration, problem } = outcome
    yield* reporter.emit({ kind: "job-finished", ...names, verdict, duration, ...(problem && { problem }) })
  }
  return outcome
})
