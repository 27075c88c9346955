import { describe, expect, it } from "@effect/vitest"
import { approval, environment, gate, pipeline, rollout, sh, soak, window } from "@shipline/core"
import type { LedgerRecord, RecordKind, RecordOf, Release } from "@shipline/core/ledger"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"
import type { DeploymentsContext } from "../../src/deployments/deployments-context.js"
import { runError } from "../../src/errors/run-error.js"
import { runProblem } from "../../src/errors/run-problem.js"
import { Ledger } from "../../src/ledger/ledger.js"
import type { ScheduleOptions } from "../../src/scheduler/run-context.js"
import { type Fake, newWorld, release, simulate, type World, withStop } from "../support/fakes.js"

const unit = gate("unit", sh`unit`)
const smoke = gate("smoke", () => sh`smoke`)
const audit = gate("audit", () => sh`audit`, { advisory: true })
const managers = approval("release managers")
const how = rollout({ deploy: () => sh`deploy` })
const staging = environment("staging", { requires: [unit] })
const long = soak(staging, "2 hours")
const production = environment("production", {
  after: [staging],
  requires: [unit, smoke.on(staging), managers, long],
  hotfix: { requires: [unit] },
  freeze: [window({ from: "1970-02-01", to: "1970-02-02", zone: "UTC", reason: "inventory" })],
})
const shop = pipeline("shop", { on: { push: "main" } }, (source) =>
  source
    .pass(unit)
    .deploy(staging, how)
    .pass(smoke.on(staging), audit.on(staging), managers)
    .pass(long)
    .deploy(production, how)
    .pass(smoke.on(production)),
)

const day = 86_400_000
const both = new Set(["staging", "production"])
const yes = { answer: "yes", by: "option", actor: { issuer: "local", subject: "grace@here" } } as const
const why = { reason: "orders are lost", incident: "INC-7" }

interface Way extends Partial<DeploymentsContext> {
  readonly options?: Partial<ScheduleOptions>
  readonly fakes?: Readonly<Record<string, Fake>>
  readonly ledger?: Layer.Layer<Ledger>
}

const work = (world: World, { options = {}, fakes = {}, ledger, ...about }: Way) =>
  simulate(shop, { allow: both, ...options, ...(about.lane && { lane: about.lane }) }, fakes, world, yes, about, ledger)

/** Runs to its end while time flies. */
const run = Effect.fnUntraced(function* (world: World, way: Way = {}) {
  const fiber = yield* Effect.forkChild(
    withStop(() => work(world, way)),
    { startImmediately: true },
  )
  yield* TestClock.adjust("3 hours")
  return yield* Fiber.join(fiber)
})

const of = (number: number): Pick<DeploymentsContext, "release" | "run"> => ({
  release: Effect.succeed<Release>(release(number)),
  run: { id: `run-of-${number}-${Math.random()}` },
})

const records = (world: World, environment: string): readonly LedgerRecord[] =>
  world.chains.read(environment).toReversed()
const kinds = (world: World, environment: string) => records(world, environment).map(({ kind }) => kind)
const last = <K extends RecordKind>(world: World, environment: string, kind: K): RecordOf<K> => {
  const found = world.chains.read(environment).find((record): record is RecordOf<K> => record.kind === kind)
  if (found === undefined) throw new Error(`no ${kind}`)
  return found
}
const codes = ({ reasons }: RecordOf<"refused">) => reasons.map(({ code }) => code)

describe("a run writes into the ledger", () => {
  it.effect("who deployed what on which proofs, how it ended, and each verdict on what runs there", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts } = yield* run(world)
      expect(new Set(Object.values(verdicts))).toEqual(new Set(["passed"]))
      expect(kinds(world, "staging")).toEqual(["started", "finished", "check"])
      expect(kinds(world, "production")).toEqual(["started", "finished", "check"])
      const started = last(world, "production", "started")
      expect(started).toMatchObject({ lane: "release", checks: ["smoke on production"], release: release() })
      expect(started.proofs).toContainEqual({
        proof: "release managers",
        verdict: "passed",
        at: new Date(2_000).toISOString(),
        by: yes.actor,
        run: { id: "run-0" },
      })
      const names = [
        "unit",
        "deployed to staging",
        "smoke on staging",
        "release managers",
        "soak of 2 hours on staging",
      ]
      expect(new Set(started.proofs.map(({ proof }) => proof))).toEqual(new Set(names))
      expect(Date.parse(started.deadline) - Date.parse(started.at)).toBeGreaterThan(5 * 60_000)
      expect(world.chains.tip("production").state.current?.verified).toBeDefined()
      expect(world.events.filter((event) => event.kind === "admission")).toMatchObject([
        {
          environment: "staging",
          admitted: true,
          reasons: [],
          deployment: last(world, "staging", "started").deployment,
        },
        { environment: "production", admitted: true },
      ])
    }),
  )

  it.effect("waits out a soak from when the environment is verified", () =>
    Effect.gen(function* () {
      const world = newWorld()
      yield* run(world, { fakes: { "smoke-on-staging": { takes: 60_000 } } })
      expect(world.events.find((event) => event.kind === "soaking")).toMatchObject({ duration: 7_200_000 })
      expect(Date.parse(last(world, "production", "started").at)).toBe(2_000 + 60_000 + 7_200_000)
    }),
  )

  it.effect("a soak is not met where something else is deployed meanwhile", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const first = yield* Effect.forkChild(
        withStop(() => work(world, of(1))),
        { startImmediately: true },
      )
      yield* TestClock.adjust("1 hour")
      yield* Effect.forkChild(
        withStop(() => work(world, { ...of(2), options: { allow: new Set(["staging"]) } })),
        { startImmediately: true },
      )
      yield* TestClock.adjust("2 hours")
      const { verdicts, codes } = yield* Fiber.join(first)
      expect(verdicts["deploy-production"]).toBe("skipped")
      expect(Object.values(codes)).toContain("SL4305")
    }),
  )

  it.effect("a check that fails: later environments are not reached, and it is not verified", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts } = yield* run(world, { fakes: { "smoke-on-staging": { does: ["fails"] } } })
      expect(verdicts["deploy-production"]).toBe("skipped")
      expect(last(world, "staging", "check")).toMatchObject({ proof: "smoke on staging", verdict: "failed" })
      expect(world.chains.tip("staging").state.current?.verified).toBeUndefined()
      expect(kinds(world, "production")).toEqual([])
    }),
  )

  it.effect("a check that could not be run is errored, one that was ended inconclusive, an advisory one nothing", () =>
    Effect.gen(function* () {
      const world = newWorld()
      yield* run(world, { fakes: { "smoke-on-staging": { does: ["breaks"] }, "audit-on-staging": { takes: 9_000 } } })
      expect(last(world, "staging", "check").verdict).toBe("errored")
      expect(kinds(world, "staging")).toEqual(["started", "finished", "check"])
      const stopped = newWorld()
      yield* withStop(
        Effect.fnUntraced(function* (stop) {
          const slow = { fakes: { "smoke-on-staging": { takes: 60_000 } } }
          const fiber = yield* Effect.forkChild(work(stopped, slow), { startImmediately: true })
          yield* TestClock.adjust("10 seconds")
          yield* stop.request(runProblem("SL4507", "", "stopped", ""))
          return yield* Fiber.join(fiber)
        }),
      )
      expect(last(stopped, "staging", "check").verdict).toBe("inconclusive")
    }),
  )
})

describe("what is not admitted", () => {
  it.effect("is recorded with every reason, and the outcome names them all", () =>
    Effect.gen(function* () {
      const world = newWorld()
      yield* run(world, of(2))
      yield* TestClock.adjust(31 * day)
      const fakes = { "smoke-on-staging": { takes: 60_000 } }
      const old = yield* run(world, { ...of(1), lane: "hotfix", ...why, fakes })
      expect(old.verdicts["deploy-production"]).toBe("failed")
      const refused = last(world, "production", "refused")
      expect(codes(refused)).toEqual(["SL6002", "SL6004"])
      expect(refused).toMatchObject({ ...why, lane: "hotfix", release: release(1) })
      const outcome = old.scheduled.find(({ node }) => node.id === "deploy-production")?.outcome
      expect(outcome?.problem?.code).toBe("SL6002")
      expect(outcome?.reasons?.map(({ code }) => code)).toEqual(["SL6002", "SL6004"])
      expect(world.log.some((line) => line.endsWith("start deploy-production") && line.startsWith(`${31 * day}`))).toBe(
        false,
      )
      expect(world.chains.tip("production").state.current?.release.number).toBe(2)
    }),
  )

  it.effect("a freeze is set aside on the record", () =>
    Effect.gen(function* () {
      const world = newWorld()
      yield* TestClock.adjust(31 * day)
      const set = { rule: "freeze", reason: why.reason } as const
      const { verdicts } = yield* run(world, { lane: "hotfix", ...why, overrides: [set] })
      expect(verdicts["deploy-production"]).toBe("passed")
      expect(kinds(world, "production").slice(0, 2)).toEqual(["override", "started"])
      expect(last(world, "production", "override")).toMatchObject({ rule: "freeze", ...why })
      expect(world.events.findLast((event) => event.kind === "admission")).toMatchObject({ overrides: [set] })
    }),
  )

  it.effect("a check that fails later takes back what has passed before", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const same = of(1)
      const first = yield* Effect.forkChild(
        withStop(() => work(world, same)),
        { startImmediately: true },
      )
      yield* TestClock.adjust("1 hour")
      const { state } = world.chains.tip("staging")
      const { number: _, ...draft } = last(world, "staging", "check")
      const again = { ...draft, id: "by-hand", verdict: "failed", at: new Date(3_600_000).toISOString() } as const
      world.chains.append("staging", [again], world.chains.tip("staging"))
      expect(state.current?.verified).toBeDefined()
      yield* TestClock.adjust("2 hours")
      expect((yield* Fiber.join(first)).verdicts["deploy-production"]).toBe("skipped")
      const hotfixed = yield* run(world, {
        ...same,
        run: { id: "promote" },
        lane: "promote",
        reason: "now",
        options: { environment: "production" },
      })
      expect(hotfixed.verdicts["deploy-production"]).toBe("failed")
      expect(codes(last(world, "production", "refused"))).toContain("SL6001")
    }),
  )
})

describe("a promotion", () => {
  it.effect("goes on the proofs of the ledger: what was refused may go once the reasons are gone", () =>
    Effect.gen(function* () {
      const world = newWorld()
      yield* TestClock.adjust(30 * day + 23 * 3_600_000)
      const released = yield* run(world, of(1))
      expect(released.codes["deploy-production"]).toBe("SL6004")
      const promote = {
        lane: "promote",
        reason: "the inventory is done",
        options: { environment: "production" },
      } as const
      expect((yield* run(world, { ...of(1), ...promote })).codes["deploy-production"]).toBe("SL6004")
      yield* TestClock.adjust(2 * day)
      const { verdicts } = yield* run(world, { ...of(1), ...promote })
      expect(verdicts).toEqual({ "deploy-production": "passed", "smoke-on-production": "passed" })
      const started = last(world, "production", "started")
      expect(started.lane).toBe("promote")
      expect(started.proofs.find(({ proof }) => proof === "release managers")?.by).toEqual(yes.actor)
    }),
  )
})

describe("a deployment is closed", () => {
  it.effect.each([
    { does: "fails", verdict: "failed", result: "failed" },
    { does: "breaks", verdict: "errored", result: "failed" },
    { does: "dies", verdict: "errored", result: "failed" },
  ] as const)("when its job $does", ({ does, verdict, result }) =>
    Effect.gen(function* () {
      const world = newWorld()
      const ended = yield* run(world, { fakes: { "deploy-staging": { does: [does] } } })
      expect(ended.verdicts["deploy-staging"]).toBe(verdict)
      expect(last(world, "staging", "finished").result).toBe(result)
      expect(world.chains.tip("staging").state.failed).toMatchObject({ result })
      const again = yield* run(world, of(1))
      expect(again.verdicts["deploy-staging"]).toBe("passed")
    }),
  )

  it.effect("when the run is interrupted from outside", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const fiber = yield* Effect.forkChild(
        withStop(() => work(world, { fakes: { "deploy-staging": { takes: 60_000 } } })),
        { startImmediately: true },
      )
      yield* TestClock.adjust("10 seconds")
      expect(kinds(world, "staging")).toEqual(["started"])
      yield* Fiber.interrupt(fiber)
      expect(last(world, "staging", "finished").result).toBe("cancelled")
    }),
  )

  it.effect("and decided once, however many parts and attempts its job has", () =>
    Effect.gen(function* () {
      const { plan } = pipeline("many", { on: { push: "main" } }, (source) => source.pass(unit).deploy(staging, how))
      // The language gives a deployment neither shards nor retries; a plan may.
      const nodes = plan.nodes.map((node) =>
        node.kind === "deploy" ? { ...node, job: { ...node.job, shards: 2, retries: 1 } } : node,
      )
      const many = { plan: { ...plan, nodes } }
      const world = newWorld()
      const fakes = { "deploy-staging": { does: ["fails", "passes"] } } as const
      const fiber = yield* Effect.forkChild(
        withStop(() => simulate(many, { allow: both }, fakes, world)),
        { startImmediately: true },
      )
      yield* TestClock.adjust("1 hour")
      expect((yield* Fiber.join(fiber)).verdicts["deploy-staging"]).toBe("passed")
      expect(kinds(world, "staging")).toEqual(["started", "finished"])
    }),
  )
})

describe("a ledger that cannot be used", () => {
  const broken = runError(runProblem("SL6101", "", "the ledger cannot be reached", "Check the network."))
  const failing = (world: World, from: number, to = Number.POSITIVE_INFINITY, arrives = false) =>
    Layer.effect(
      Ledger,
      Effect.gen(function* () {
        const inner = yield* Ledger
        let appends = 0
        return Ledger.of({
          ...inner,
          append: (...args) => {
            const fails = ++appends >= from && appends <= to
            const done = fails && !arrives ? Effect.void : inner.append(...args)
            return fails ? Effect.andThen(done, Effect.fail(broken)) : inner.append(...args)
          },
        })
      }),
    ).pipe(Layer.provide(Ledger.layerMemory(world.chains)))

  it.effect("deploys nothing and stops the run", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts, codes } = yield* run(world, { ledger: failing(world, 1) })
      expect([verdicts["deploy-staging"], codes["deploy-staging"]]).toEqual(["errored", "SL6101"])
      expect(world.log.some((line) => line.includes("deploy"))).toBe(false)
      expect(world.events.some((event) => event.kind === "stopping")).toBe(true)
    }),
  )

  it.effect("stops the run where an end cannot be recorded", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts, codes } = yield* run(world, { ledger: failing(world, 2) })
      expect([verdicts["deploy-staging"], codes["deploy-staging"]]).toEqual(["errored", "SL6101"])
      expect(verdicts["smoke-on-staging"]).toBe("skipped")
    }),
  )

  it.effect("and where a verdict cannot be recorded", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts, codes } = yield* run(world, { ledger: failing(world, 3) })
      expect([verdicts["smoke-on-staging"], codes["smoke-on-staging"]]).toEqual(["errored", "SL6101"])
      expect(verdicts["deploy-production"]).toBe("skipped")
    }),
  )

  it.effect("takes back a start of which it does not know whether it arrived", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts } = yield* run(world, { ledger: failing(world, 1, 1, true) })
      expect(verdicts["deploy-staging"]).toBe("errored")
      expect(world.log.some((line) => line.includes("deploy"))).toBe(false)
      expect(last(world, "staging", "finished").result).toBe("cancelled")
      expect((yield* run(world, of(1))).verdicts["deploy-staging"]).toBe("passed")
    }),
  )

  it.effect.each([false, true])("asks again for what has happened, and writes it once: arrived %s", (arrives) =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts } = yield* run(world, { ledger: failing(world, 2, 3, arrives) })
      expect(new Set(Object.values(verdicts))).toEqual(new Set(["passed"]))
      expect(kinds(world, "staging")).toEqual(["started", "finished", "check"])
    }),
  )

  /** Somebody else is always faster by one record. */
  const racing = (world: World, times: number) =>
    Layer.effect(
      Ledger,
      Effect.gen(function* () {
        const inner = yield* Ledger
        let lost = 0
        return Ledger.of({
          ...inner,
          append: (environment, drafts, on) => {
            if (lost++ < times) {
              const at = new Date(0).toISOString()
              const by = { issuer: "local", subject: "other" }
              const draft = {
                kind: "annotation",
                id: `other-${lost}`,
                environment,
                at,
                by,
                about: 1,
                text: "x",
              } as const
              world.chains.append(environment, [draft], world.chains.tip(environment))
            }
            return inner.append(environment, drafts, on)
          },
        })
      }),
    ).pipe(Layer.provide(Ledger.layerMemory(world.chains)))

  it.effect("a lost race is run again, and given up in the end with a reason", () =>
    Effect.gen(function* () {
      const world = newWorld()
      expect((yield* run(world, { ledger: racing(world, 7) })).verdicts["deploy-staging"]).toBe("passed")
      expect(records(world, "staging").filter(({ kind }) => kind === "started")).toHaveLength(1)
      const never = newWorld()
      const { verdicts, codes } = yield* run(never, { ledger: racing(never, Number.POSITIVE_INFINITY) })
      expect([verdicts["deploy-staging"], codes["deploy-staging"]]).toEqual(["failed", "SL4309"])
    }),
  )
})

describe("a check whose environment was taken by another release meanwhile", () => {
  it.effect("proves nothing of the candidate, passed or not, and is not recorded", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const slow = { "smoke-on-staging": { takes: 25 * 60_000 } }
      const first = yield* Effect.forkChild(
        withStop(() => work(world, { ...of(1), fakes: slow })),
        { startImmediately: true },
      )
      yield* TestClock.adjust("10 minutes")
      expect(kinds(world, "staging")).toEqual(["started", "finished"])
      const second = yield* Effect.forkChild(
        withStop(() => work(world, { ...of(2), options: { allow: new Set(["staging"]) } })),
        { startImmediately: true },
      )
      yield* TestClock.adjust("5 minutes")
      yield* Fiber.join(second)
      yield* TestClock.adjust("3 hours")
      const { verdicts, codes } = yield* Fiber.join(first)
      expect(verdicts).toMatchObject({ "smoke-on-staging": "failed", "deploy-production": "skipped" })
      expect(codes).toMatchObject({ "smoke-on-staging": "SL4312" })
      expect(kinds(world, "staging")).toEqual(["started", "finished", "started", "finished", "check"])
    }),
  )
})
