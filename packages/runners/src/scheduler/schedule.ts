import { laneView, type Node, type Plan } from "@shipline/core/plan"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { decide } from "./decide.js"
import { heldNodes } from "./held.js"
import type { Ended, Outcome } from "./outcome.js"
import { Reporter } from "./reporter.js"
import { isAdvisory, type RunContext, type ScheduleOptions } from "./run-context.js"
import { runNode } from "./run-node.js"
import { Stop } from "./stop.js"

interface Done {
  readonly node: Node
  readonly outcome: Outcome
}

/** Every node of the lane, in the plan's order, with how it ended. */
export type Scheduled = readonly (Done & { readonly advisory: boolean })[]

const setUp = Effect.fnUntraced(function* (plan: Plan, options: ScheduleOptions) {
  const { lane, environment, allow } = options
  const nodes = laneView(plan, lane, environment)
  return {
    plan,
    options,
    nodes,
    permits: yield* Semaphore.make(options.jobs),
    asking: yield* Semaphore.make(1),
    held: heldNodes(nodes, allow, environment),
    outcomes: new Map<string, Ended>(),
    deploying: new Set<string>(),
  } satisfies RunContext
})

/** Tells once that the run is stopping, and what it waits for. */
const tellStop = Effect.fnUntraced(function* (run: RunContext) {
  const stop = yield* Stop
  const reporter = yield* Reporter
  const problem = yield* stop.requested
  yield* reporter.emit({ kind: "stopping", problem, waitsFor: [...run.deploying] })
})

/**
 * Runs a lane of a plan, as parallel as its graph and `jobs` allow, and waits for all of it. A node that fails stops
 * the run, unless it is advisory; see `Stop` for what is let to finish. Never fails: what went wrong is in the outcomes.
 */
export const schedule = Effect.fnUntraced(function* (plan: Plan, options: ScheduleOptions) {
  const run = yield* setUp(plan, options)
  const reporter = yield* Reporter
  const stop = yield* Stop
  const done = new Map<string, Deferred.Deferred<Done>>()
  for (const node of run.nodes) done.set(node.id, yield* Deferred.make<Done>())

  const runOne = Effect.fnUntraced(function* (node: Node) {
    const waited = node.needs.flatMap((need) => done.get(need) ?? [])
    const needs = yield* Effect.forEach(waited, (need) => Deferred.await(need))
    const stopped = yield* stop.reason
    const outcome = decide(node, { needs, held: run.held, stopped }) ?? (yield* runNode(run, node))
    const advisory = isAdvisory(plan, node)
    const { verdict, duration, problem } = outcome
    run.outcomes.set(node.id, { ...outcome, at: yield* Clock.currentTimeMillis })
    yield* reporter.emit({
      kind: "node-finished",
      node: node.id,
      title: node.title,
      verdict,
      duration,
      ...(advisory && { advisory: true }),
      ...(problem !== undefined && { problem }),
    })
    const own = done.get(node.id)
    if (own !== undefined) yield* Deferred.succeed(own, { node, outcome })
    return { node, outcome, advisory }
  })

  const telling = yield* Effect.forkChild(tellStop(run))
  const scheduled: Scheduled = yield* Effect.forEach(run.nodes, runOne, { concurrency: "unbounded" })
  yield* Effect.yieldNow
  yield* Effect.sync(() => telling.interruptUnsafe())
  return scheduled
})
