import { describe, expect, it } from "@effect/vitest"
import { all, approval, artifact, environment, gate, pipeline, rollout, sh } from "@shipline/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import { runProblem } from "../../src/errors/run-problem.js"
import { newWorld, simulate, withStop } from "../support/fakes.js"

const unit = gate("unit", sh`unit`)
const lint = gate("lint", sh`lint`)
const flaky = gate("flaky", sh`flaky`, { retries: 2, timeout: "1 minute" })
const sharded = gate("sharded", sh`sharded`, { shards: 3 })
const audit = gate("audit", sh`audit`, { advisory: true })
const smoke = gate("smoke", () => sh`smoke`)
const managers = approval("release managers")
const site = artifact.files("site", { paths: ["dist"] })
const how = rollout({ deploy: () => sh`deploy` })
const staging = environment("staging", { requires: [unit] })
const production = environment("production", { after: [staging], requires: [smoke.on(staging), managers] })

const shop = pipeline("shop", { on: { push: "main" } }, (source) =>
  all(source.pass(unit, lint), source.build(site, sh`build`))
    .deploy(staging, how)
    .pass(smoke.on(staging), managers)
    .deploy(production, how),
)
const checks = pipeline("checks", { on: { push: "main" } }, (source) => source.pass(unit, lint, flaky, sharded, audit))

const both = new Set(["staging", "production"])

/** Runs to its end while time flies. */
const fly = Effect.fnUntraced(function* <A, E, R>(work: Effect.Effect<A, E, R>) {
  const fiber = yield* Effect.forkChild(work, { startImmediately: true })
  yield* TestClock.adjust("1 hour")
  return yield* Fiber.join(fiber)
})

const run = (...args: Parameters<typeof simulate>) => fly(withStop(() => simulate(...args)))

describe("the scheduler", () => {
  it.effect("starts a node when all it needs have passed, side by side where nothing is between them", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const yes = { answer: "yes", by: "option" } as const
      const { verdicts } = yield* run(shop, { allow: both }, { unit: { takes: 3_000 } }, world, yes)
      expect(new Set(Object.values(verdicts))).toEqual(new Set(["passed"]))
      expect(world.log).toEqual([
        "0 start unit",
        "0 start lint",
        "0 start build-site",
        "1000 end lint",
        "1000 end build-site",
        "3000 end unit",
        "3000 start deploy-staging",
        "4000 end deploy-staging",
        "4000 start smoke-on-staging",
        "5000 end smoke-on-staging",
        "5000 start deploy-production",
        "6000 end deploy-production",
      ])
    }),
  )

  it.effect("runs no more jobs at a time than it may", () =>
    Effect.gen(function* () {
      const world = newWorld()
      yield* run(checks, { jobs: 2 }, {}, world)
      let now = 0
      for (const line of world.log) {
        now += line.includes("start") ? 1 : -1
        expect(now).toBeLessThanOrEqual(2)
      }
      expect(world.log.length).toBe(14)
    }),
  )

  it.effect("tries again as often as it may, and tells each failure", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts, scheduled } = yield* run(checks, {}, { flaky: { does: ["fails", "fails", "passes"] } }, world)
      expect(verdicts.flaky).toBe("passed")
      expect(scheduled.find(({ node }) => node.id === "flaky")?.outcome.legs[0]?.attempts).toBe(3)
      expect(
        world.events.filter((event) => event.kind === "job-retried").map((event) => [event.attempt, event.of]),
      ).toEqual([
        [1, 3],
        [2, 3],
      ])
    }),
  )

  it.effect("gives each attempt its own time", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts, codes } = yield* run(checks, {}, { flaky: { takes: 61_000 } }, world)
      expect(verdicts.flaky).toBe("failed")
      expect(codes.flaky).toBe("SL4103")
      expect(world.log.filter((line) => line.includes("flaky"))).toEqual([
        "0 start flaky",
        "60000 interrupt flaky",
        "60000 start flaky",
        "120000 interrupt flaky",
        "120000 start flaky",
        "180000 interrupt flaky",
      ])
    }),
  )

  it.effect("does not try again what could not be run at all", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const broken = yield* run(checks, {}, { flaky: { does: ["breaks"] } }, world)
      expect([broken.verdicts.flaky, broken.codes.flaky]).toEqual(["errored", "SL4401"])
      const faulty = yield* run(checks, {}, { flaky: { does: ["dies"] } }, world)
      expect([faulty.verdicts.flaky, faulty.codes.flaky]).toEqual(["errored", "SL4405"])
      expect(world.log.filter((line) => line.includes("start flaky")).length).toBe(2)
    }),
  )

  it.effect("passes a node only if all its parts do", () =>
    Effect.gen(function* () {
      const good = yield* run(checks, {})
      const sharded = good.scheduled.find(({ node }) => node.id === "sharded")
      expect(sharded?.outcome.legs.map((leg) => [leg.id, leg.title])).toEqual([
        ["sharded.1", "sharded (1/3)"],
        ["sharded.2", "sharded (2/3)"],
        ["sharded.3", "sharded (3/3)"],
      ])
      const bad = yield* run(checks, {}, { "sharded.2": { takes: 500, does: ["fails"] } })
      expect(bad.verdicts.sharded).toBe("failed")
    }),
  )

  it.effect("ends what runs when something fails, and starts nothing more", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts } = yield* run(shop, { allow: both }, { lint: { takes: 500, does: ["fails"] } }, world)
      expect(verdicts).toEqual({
        unit: "cancelled",
        lint: "failed",
        "build-site": "cancelled",
        "deploy-staging": "skipped",
        "smoke-on-staging": "skipped",
        "release-managers": "skipped",
        "deploy-production": "skipped",
      })
      expect(world.log.slice(3)).toEqual(["500 end lint", "500 interrupt unit", "500 interrupt build-site"])
    }),
  )

  it.effect("goes on when something advisory fails", () =>
    Effect.gen(function* () {
      const { verdicts } = yield* run(checks, {}, { audit: { takes: 10, does: ["fails"] } })
      expect(verdicts).toEqual({ unit: "passed", lint: "passed", flaky: "passed", sharded: "passed", audit: "failed" })
    }),
  )

  const live = environment("live", { requires: [unit] })
  const early = pipeline("early", { on: { push: "main" } }, (source) =>
    all(source.pass(unit).deploy(live, how).pass(smoke.on(live)), source.pass(lint)),
  )

  it.effect("lets a deployment finish that runs when something fails", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const fakes = { lint: { takes: 1_500, does: ["fails"] }, "deploy-live": { takes: 5_000 } } as const
      const { verdicts } = yield* run(early, { allow: new Set(["live"]) }, fakes, world)
      expect(verdicts).toEqual({
        unit: "passed",
        "deploy-live": "passed",
        "smoke-on-live": "cancelled",
        lint: "failed",
      })
      expect(world.log.at(-1)).toBe("6000 end deploy-live")
      expect(world.events.find((event) => event.kind === "stopping")).toMatchObject({ waitsFor: ["deploy to live"] })
    }),
  )

  it.effect("ends deployments too when a stop is forced", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const fakes = { lint: { takes: 10_000 }, "deploy-live": { takes: 50_000 } }
      const { verdicts } = yield* withStop(
        Effect.fnUntraced(function* (stop) {
          const allow = new Set(["live"])
          const fiber = yield* Effect.forkChild(simulate(early, { allow }, fakes, world), { startImmediately: true })
          yield* TestClock.adjust(2_000)
          yield* stop.request(runProblem("SL4507", "", "stopped by SIGINT", ""))
          yield* TestClock.adjust(3_000)
          expect(world.log.slice(-1)).toEqual(["2000 interrupt lint"])
          yield* stop.force
          return yield* Fiber.join(fiber)
        }),
      )
      expect(world.log.at(-1)).toBe("5000 interrupt deploy-live")
      expect(verdicts["deploy-live"]).toBe("cancelled")
    }),
  )

  it.effect("does not ask for what could open nothing, and holds what is not allowed", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const { verdicts, codes } = yield* run(shop, { allow: new Set(["staging"]) }, {}, world)
      expect([verdicts["release-managers"], verdicts["deploy-production"]]).toEqual(["held", "held"])
      expect(codes["deploy-production"]).toBe("SL4301")
      expect(world.events.some((event) => event.kind === "approval-asked")).toBe(false)
    }),
  )

  it.effect("does not deploy without an approval, and ends nothing else for it", () =>
    Effect.gen(function* () {
      const world = newWorld()
      const fakes = { "smoke-on-staging": { takes: 9_000 } }
      const refused = yield* run(shop, { allow: both }, fakes, world, { answer: "no", by: "person" })
      expect(refused.verdicts).toMatchObject({
        "smoke-on-staging": "passed",
        "release-managers": "failed",
        "deploy-production": "skipped",
      })
      expect(refused.codes["release-managers"]).toBe("SL4303")
      expect(world.events.find((event) => event.kind === "approval-asked")).toMatchObject({
        question: { gate: "release managers", opens: ["production"] },
      })
    }),
  )

  it.effect("takes no time of its own", () =>
    Effect.gen(function* () {
      yield* run(shop, { allow: both }, {}, newWorld(), { answer: "yes", by: "option" })
      expect(yield* Clock.currentTimeMillis).toBe(3_600_000)
    }),
  )
})
