import { describe, expect, it } from "@effect/vitest"
import { all, environment, gate, pipeline, rollout, sh } from "@shipline/core"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import { type Fake, newWorld, simulate, withStop } from "../support/fakes.js"

const unit = gate("unit", sh`unit`)
const lint = gate("lint", sh`lint`, { shards: 2 })
const audit = gate("audit", sh`audit`, { advisory: true })
const smoke = gate("smoke", () => sh`smoke`)
const how = rollout({ deploy: () => sh`deploy` })
const dev = environment("dev")
const staging = environment("staging", { requires: [unit, lint] })
const production = environment("production", { after: [staging], requires: [unit, smoke.on(staging)] })
const { plan } = pipeline("shop", { on: { push: "main" } }, (source) => {
  const checked = source.pass(unit, lint, audit)
  return all(source.deploy(dev, how), checked.deploy(staging, how).pass(smoke.on(staging)).deploy(production, how))
})

const legs = [
  "unit",
  "lint.1",
  "lint.2",
  "audit",
  "deploy-dev",
  "deploy-staging",
  "smoke-on-staging",
  "deploy-production",
]
const fake = fc.record({
  takes: fc.integer({ min: 1, max: 5_000 }),
  does: fc.array(fc.constantFrom("passes", "passes", "passes", "fails", "breaks", "dies"), {
    minLength: 1,
    maxLength: 2,
  }),
})
const world = fc.record({
  fakes: fc.tuple(...legs.map(() => fake)),
  allow: fc.subarray(["dev", "staging", "production"]),
  jobs: fc.integer({ min: 1, max: 4 }),
})

describe("whatever happens", () => {
  it.effect("no deployment starts unless all its proofs have passed before, and none where it is not allowed", () =>
    Effect.gen(function* () {
      for (const { fakes, allow, jobs } of fc.sample(world, 1_000)) {
        const seen = newWorld()
        const outcomes = Object.fromEntries(legs.map((leg, i): [string, Fake] => [leg, fakes[i] ?? {}]))
        const running = withStop(() => simulate({ plan }, { allow: new Set(allow), jobs }, outcomes, seen))
        const fiber = yield* Effect.forkChild(running, { startImmediately: true })
        yield* TestClock.adjust("1 minute")
        yield* Fiber.join(fiber)

        const passed = new Set<string>()
        for (const event of seen.events) {
          if (event.kind === "node-finished" && event.verdict === "passed") passed.add(event.node)
          const node = plan.nodes.find((one) => event.kind === "job-started" && one.id === event.node)
          if (node?.kind !== "deploy") continue
          expect(allow).toContain(node.environment)
          expect([...passed]).toEqual(expect.arrayContaining(node.proofs.map((proof) => proof.node)))
          expect([...passed]).toEqual(expect.arrayContaining([...node.needs]))
        }
      }
    }),
  )
})
