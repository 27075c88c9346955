import type { Override, Pipeline } from "@shipline/core"
import type { Release } from "@shipline/core/ledger"
import type { Plan } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import type { DeploymentsContext } from "../deployments/deployments-context.js"
import { RunError } from "../errors/run-error.js"
import { checkSimulation } from "./check-simulation.js"
import { givenOutcomes } from "./given-outcomes.js"
import { type Game, play } from "./play.js"
import { releasedBefore } from "./released-before.js"
import type { SimulateOptions } from "./simulate-options.js"
import { usualEvent } from "./simulated-event.js"
import { chainsOf, emptyLedger } from "./simulated-ledger.js"
import { simulatedNow } from "./simulated-now.js"
import { simulatedRelease } from "./simulated-release.js"
import { simulatedSource } from "./simulated-source.js"
import type { Trace } from "./trace.js"
import { traceOf } from "./trace-of.js"

const overridesOf = ({ overrides = [], reason = "" }: SimulateOptions): readonly Override[] =>
  overrides.map((rule) => ({ rule, reason }))

const contextOf = (plan: Plan, release: Release, run: string, options: SimulateOptions): DeploymentsContext => {
  const { lane = "release", reason, incident } = options
  return {
    plan,
    lane,
    release: Effect.succeed(release),
    unnamed: options.version === undefined,
    actor: { issuer: "simulation", subject: "simulation" },
    run: { id: run },
    overrides: overridesOf(options),
    commitsSince: (from) =>
      Effect.succeed({ count: Math.max(0, release.number - (from?.number ?? 0)), ids: [release.commit] }),
    ...(reason === undefined ? {} : { reason }),
    ...(incident === undefined ? {} : { incident }),
  }
}

const simulateAtOnce = (plan: Plan, options: SimulateOptions): Trace => {
  const problems = checkSimulation(plan, options)
  if (problems.length > 0) throw new RunError({ problems })
  const { lane = "release", environment, version, ledger = emptyLedger } = options
  const from = simulatedNow(options.now, ledger)
  const chains = chainsOf(ledger)
  const release =
    lane === "release" || lane === "hotfix"
      ? simulatedRelease(plan, simulatedSource(options.source ?? {}, ledger))
      : releasedBefore(
          { lane, environment: environment ?? "", ...(version !== undefined && { version }) },
          chains,
          from,
        )
  const event = options.event ?? usualEvent(plan, lane)
  const allow = options.allow ?? plan.environments.map(({ name }) => name)
  const game: Game = {
    // The ids of its records begin with it: no other simulation of this ledger has had it.
    deployments: contextOf(plan, release, `simulation-${ledger.records.length + 1}`, options),
    allow: new Set(event === "pullRequest" ? [] : allow),
    approvals: new Set(options.approvals),
    jobs: options.jobs ?? Number.MAX_SAFE_INTEGER,
    version: release.version,
    from,
    outcomes: givenOutcomes(options.outcomes ?? {}),
    chains,
    ...(environment === undefined ? {} : { environment }),
  }
  return traceOf(game, play(game), ledger)
}

/**
 * Tells what a pipeline does, without doing it: the scheduler and the admission of a real run, with outcomes that you
 * give, a ledger in memory and a clock that does not wait. Use it in tests of a pipeline. No file, process or network is
 * touched, and a day of waiting takes no time; see docs/testing.md.
 *
 * The promise is resolved with a frozen trace, whatever goes wrong in the pipeline. It is rejected with a `RunError` where
 * the simulation itself makes no sense: SL2xxx for a plan that is not sound, SL4005, SL4006 and SL4601 for names that the
 * pipeline does not have, SL4007 for values, SL4013 for a promotion or rollback that does not say what goes where, SL4306
 * and SL4307 where the ledger has no such release, SL4602 and SL4603 for an event or a moment that cannot be.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { simulate } from "@shipline/runners"
 *
 * const unit = gate("unit", sh`npm test`)
 * const smoke = gate("smoke", (target) => sh`npm run smoke -- ${target.name}`)
 * const staging = environment("staging", { requires: [unit] })
 * const shop = pipeline("shop", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(staging, rollout({ deploy: () => sh`./deploy.sh` })).pass(smoke.on(staging)))
 *
 * const red = await simulate(shop, { outcomes: { unit: "failed" } })
 * console.log(red.deployments) // []
 *
 * const first = await simulate(shop)
 * const second = await simulate(shop, { ledger: first.ledger })
 * const back = await simulate(shop, {
 *   lane: "rollback", environment: "staging", reason: "the cart is empty", ledger: second.ledger,
 * })
 * console.log(back.version, back.jobs.map(({ title }) => title)) // v1 [ 'deploy to staging', 'smoke on staging' ]
 * ```
 */
export const simulate = (pipeline: Pick<Pipeline, "plan">, options: SimulateOptions = {}): Promise<Trace> =>
  new Promise((resolve) => resolve(simulateAtOnce(pipeline.plan, options)))
