import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import type { DeploymentsContext } from "../deployments/deployments-context.js"
import { ledgerDeploymentsLayer } from "../deployments/ledger-deployments.js"
import { Ledger } from "../ledger/ledger.js"
import type { MemoryChains } from "../ledger/memory-store.js"
import { Approver } from "../scheduler/approver.js"
import type { RunEvent } from "../scheduler/event.js"
import { Jobs } from "../scheduler/jobs.js"
import { Locks } from "../scheduler/locks.js"
import { Reporter } from "../scheduler/reporter.js"
import { type Scheduled, schedule } from "../scheduler/schedule.js"
import { Stop } from "../scheduler/stop.js"
import { collecting } from "./collected.js"
import type { GivenOutcomes } from "./given-outcomes.js"
import { inVirtualTime } from "./in-virtual-time.js"
import { simulatedApprover } from "./simulated-approver.js"
import { simulatedJobs } from "./simulated-jobs.js"
import { simulatedLocks } from "./simulated-locks.js"

/** Everything that decides how a simulation goes. */
export interface Game {
  /** Whose deployments they are: the plan, the lane and the candidate. */
  readonly deployments: DeploymentsContext
  /** Where a promotion or a rollback goes. */
  readonly environment?: string
  readonly allow: ReadonlySet<string>
  readonly approvals: ReadonlySet<string>
  readonly jobs: number
  readonly version: string
  /** Milliseconds since 1970. */
  readonly from: number
  readonly outcomes: GivenOutcomes
  readonly chains: MemoryChains
}

/** What happened in it. */
export interface Played {
  readonly scheduled: Scheduled
  readonly events: readonly RunEvent[]
}

/** The scheduler of a real run, with other layers: nothing outside of this process is touched, and no time passes. */
export const play = (game: Game): Played => {
  const { environment, allow, jobs, version } = game
  const { plan, lane } = game.deployments
  const { reporter, events } = collecting()
  const layers = Layer.merge(
    ledgerDeploymentsLayer(game.deployments).pipe(Layer.provide(Ledger.layerMemory(game.chains))),
    Stop.layer,
  )
  // What needs no making is provided as it is, which costs less than a layer.
  const plain = Context.make(Jobs, simulatedJobs(game.outcomes)).pipe(
    Context.add(Approver, simulatedApprover(game.approvals)),
    Context.add(Locks, simulatedLocks()),
    Context.add(Reporter, reporter),
  )
  const options = { lane, allow, jobs, version, ...(environment === undefined ? {} : { environment }) }
  const exit = inVirtualTime(
    schedule(plan, options).pipe(Effect.provide(layers, { local: true }), Effect.provide(plain)),
    game.from,
  )
  // The scheduler never fails: what is left is a fault in Shipline, and is thrown as it is.
  if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
  return { scheduled: exit.value, events }
}
