import type { Problem } from "@shipline/core"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/**
 * How a run ends early, in two steps. When a stop is requested nothing new starts and what runs is ended, except a
 * deployment, which finishes: one that is killed half-way leaves an environment that nobody knows. When it is
 * forced, deployments are ended too.
 */
export class Stop extends Context.Service<
  Stop,
  {
    /** The first reason wins. */
    request(reason: Problem): Effect.Effect<void>
    readonly force: Effect.Effect<void>
    /** Waits until a stop is requested. */
    readonly requested: Effect.Effect<Problem>
    /** Waits until a stop is forced. */
    readonly forced: Effect.Effect<Problem>
    readonly reason: Effect.Effect<Problem | undefined>
  }
>()("@shipline/runners/scheduler/Stop") {
  static readonly layer = Layer.effect(
    Stop,
    Effect.gen(function* () {
      const requested = yield* Deferred.make<Problem>()
      const forced = yield* Deferred.make<void>()
      let reason: Problem | undefined
      return Stop.of({
        request: (problem) =>
          Effect.suspend(() => {
            reason ??= problem
            return Effect.asVoid(Deferred.succeed(requested, problem))
          }),
        force: Effect.asVoid(Deferred.succeed(forced, undefined)),
        requested: Deferred.await(requested),
        forced: Effect.andThen(Deferred.await(forced), Deferred.await(requested)),
        reason: Effect.sync(() => reason),
      })
    }),
  )
}
