import type { Plan } from "@shipline/core/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import type { DeploymentsContext } from "../../src/deployments/deployments-context.js"
import { ledgerDeploymentsLayer } from "../../src/deployments/ledger-deployments.js"
import { runError } from "../../src/errors/run-error.js"
import { runProblem } from "../../src/errors/run-problem.js"
import { Ledger } from "../../src/ledger/ledger.js"
import { MemoryChains } from "../../src/ledger/memory-store.js"
import { Approver, type Decision } from "../../src/scheduler/approver.js"
import type { EventBody } from "../../src/scheduler/event.js"
import { JobFailed, Jobs } from "../../src/scheduler/jobs.js"
import { Locks } from "../../src/scheduler/locks.js"
import { Reporter } from "../../src/scheduler/reporter.js"
import type { ScheduleOptions } from "../../src/scheduler/run-context.js"
import { schedule } from "../../src/scheduler/schedule.js"
import { Stop } from "../../src/scheduler/stop.js"

type How = "passes" | "fails" | "breaks" | "dies"

/** How a job ends: after how many milliseconds, and how at each attempt; the last one holds for all later ones. */
export interface Fake {
  readonly takes?: number
  readonly does?: readonly How[]
}

/** One thing that happened, with its time: `1000 start unit`. */
export interface World {
  readonly log: string[]
  readonly events: EventBody[]
  /** The ledger; of a world of its own: empty. */
  readonly chains: MemoryChains
}

export const newWorld = (): World => ({ log: [], events: [], chains: new MemoryChains() })

/** What is built here: newer with each number. */
export const release = (number = 1) => ({
  version: `20260131.120000-0a1b2c3${number}`,
  number,
  commit: String(number).padStart(40, "0"),
  artifacts: [],
})

export const options = (more: Partial<ScheduleOptions> = {}): ScheduleOptions => ({
  lane: "release",
  allow: new Set(),
  jobs: 100,
  version: "20260131.120000-0a1b2c3d",
  ...more,
})

const problem = runProblem("SL4101", "", "it failed", "")

const jobs = (fakes: Readonly<Record<string, Fake>>, world: World) =>
  Layer.succeed(
    Jobs,
    Jobs.of({
      uses: () => Effect.succeed([]),
      attempt: Effect.fnUntraced(function* ({ leg, number }) {
        const { takes = 1_000, does = ["passes"] } = fakes[leg.id] ?? fakes[leg.id.replace(/\.\d+$/, "")] ?? {}
        const tell = (word: string) =>
          Effect.flatMap(Clock.currentTimeMillis, (now) =>
            Effect.sync(() => void world.log.push(`${now} ${word} ${leg.id}`)),
          )
        yield* tell("start")
        yield* Effect.onInterrupt(Effect.sleep(takes), () => tell("interrupt"))
        yield* tell("end")
        const how = does[Math.min(number, does.length) - 1]
        if (how === "fails") return yield* new JobFailed({ problem })
        if (how === "breaks") return yield* runError(runProblem("SL4401", "", "the disk is full", ""))
        if (how === "dies") return yield* Effect.die(new Error("a fault"))
      }),
    }),
  )

const locks = Layer.sync(Locks, () => {
  const all = new Map<string, Semaphore.Semaphore>()
  return Locks.of({
    hold: (name) => {
      const lock = all.get(name) ?? Semaphore.makeUnsafe(1)
      all.set(name, lock)
      return lock.takeScoped(1)
    },
  })
})

/** Runs a lane with given outcomes: nothing is touched, and time is the test's. */
export const simulate = (
  { plan }: { readonly plan: Plan },
  more: Partial<ScheduleOptions>,
  fakes: Readonly<Record<string, Fake>> = {},
  world: World = newWorld(),
  decision: Decision = { answer: "nobody" },
  about: Partial<DeploymentsContext> = {},
  ledger: Layer.Layer<Ledger> = Ledger.layerMemory(world.chains),
) => {
  const { lane } = options(more)
  const deployments = ledgerDeploymentsLayer({
    plan,
    lane,
    release: Effect.succeed(release()),
    actor: { issuer: "local", subject: "ada@here" },
    run: { id: `run-${world.events.length}` },
    overrides: [],
    commitsSince: () => Effect.succeed({ count: 0, ids: [] }),
    ...about,
  }).pipe(Layer.provide(ledger))
  const reporter = Reporter.of({ emit: (event) => Effect.sync(() => void world.events.push(event)) })
  const approver = Approver.of({ decide: () => Effect.succeed(decision) })
  const services = Layer.mergeAll(
    jobs(fakes, world),
    locks,
    deployments,
    Layer.succeed(Reporter, reporter),
    Layer.succeed(Approver, approver),
  )
  return schedule(plan, options(more)).pipe(
    Effect.map((scheduled) => ({
      scheduled,
      verdicts: Object.fromEntries(scheduled.map(({ node, outcome }) => [node.id, outcome.verdict])),
      codes: Object.fromEntries(scheduled.map(({ node, outcome }) => [node.id, outcome.problem?.code])),
    })),
    Effect.provide(services),
  )
}

/** `simulate` with a stop of its own, which it hands out. */
export const withStop = <A, E, R>(use: (stop: Stop["Service"]) => Effect.Effect<A, E, R>) =>
  Effect.provide(Effect.flatMap(Stop, use), Stop.layer, { local: true })
