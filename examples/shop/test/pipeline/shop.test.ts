// Five tests that every team should have. They run beside the repository's own: npx vitest run examples/shop
import { type SimulateOptions, simulate } from "@shipline/runners"
import { matchers, outcomesOf, type PipelineMatchers } from "@shipline/runners/testing"
import fc from "fast-check"
import { expect, test } from "vitest"
import shop from "../../pipelines/shop.js"

expect.extend(matchers)

declare module "vitest" {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends PipelineMatchers<R> {}
}

const approvals = ["release managers"]
const required =
  shop.plan.environments.find(({ name }) => name === "production")?.requires.map(({ proof }) => proof) ?? []
const gates = required.filter((proof) => !proof.startsWith("deployed to ") && !approvals.includes(proof))

test.each(gates)("nothing reaches production when '%s' is red", async (gate) => {
  for (const verdict of ["failed", "errored", "timed out"] as const)
    expect(await simulate(shop, { approvals, outcomes: { [gate]: verdict } })).not.toDeployTo("production")
  expect(await simulate(shop, { approvals })).toDeployTo("production")
})

test("a hotfix goes straight to production, and not without the unit tests", async () => {
  const hotfix: SimulateOptions = { lane: "hotfix", reason: "the shop is down", incident: "INC-7" }
  const green = await simulate(shop, hotfix)
  expect(green).toHaveRun("unit")
  for (const title of ["integration", "deploy to staging", "release managers"]) expect(green).not.toHaveRun(title)
  expect(green).toDeployTo("production")
  expect(await simulate(shop, { ...hotfix, outcomes: { unit: "failed" } })).not.toDeployTo("production")
  expect(await simulate(shop, { lane: "hotfix" })).toBeRefused("production", /needs a reason/)
})

test("a rollback passes over the release that failed its smoke test, and builds nothing", async () => {
  const good = await simulate(shop, { approvals, source: { version: "1.0.0" } })
  const unverified = await simulate(shop, {
    approvals,
    source: { version: "1.1.0" },
    outcomes: { "smoke on production": "failed" },
    ledger: good.ledger,
  })
  const bad = await simulate(shop, { approvals, source: { version: "1.2.0" }, ledger: unverified.ledger })
  const back = await simulate(shop, {
    lane: "rollback",
    environment: "production",
    reason: "the cart is empty",
    ledger: bad.ledger,
  })
  expect(back).toDeployTo("production", "1.0.0")
  for (const title of ["unit", "lint", "build shop"]) expect(back).not.toHaveRun(title)
  expect(back).toHaveRun("smoke on production")
})

test("if production were frozen, releases would wait and the way back would be open", async () => {
  const holidays = { recurs: "once", from: "2026-12-23T00:00", to: "2027-01-02T00:00", zone: "Europe/Berlin" } as const
  const environments = shop.plan.environments.map((environment) =>
    environment.name === "production" ? { ...environment, freeze: [holidays] } : environment,
  )
  const frozen = { plan: { ...shop.plan, environments } }
  const first = await simulate(frozen, { approvals, now: "2026-12-21T10:00:00+01:00" })
  const second = await simulate(frozen, { approvals, now: "2026-12-22T10:00:00+01:00", ledger: first.ledger })
  const now = "2026-12-24T18:00:00+01:00"

  const late = await simulate(frozen, { approvals, now, ledger: second.ledger })
  expect(late).toDeployTo("staging")
  expect(late).toBeRefused("production", /frozen until/)

  const back = { lane: "rollback", environment: "production", reason: "orders are lost" } as const
  expect(await simulate(frozen, { ...back, now, ledger: second.ledger })).toDeployTo("production", first.version)
})

test("whatever fails, production gets nothing that is not proved", async () => {
  const world = fc.record({
    outcomes: outcomesOf(fc, shop),
    approvals: fc.subarray(approvals),
    jobs: fc.integer({ min: 1, max: 4 }),
  })
  const proofs = new Map(
    shop.plan.nodes.flatMap((node) => ("proof" in node ? [[node.proof, node.title] as const] : [])),
  )
  await fc.assert(
    fc.asyncProperty(world, async (options) => {
      const { jobs, admissions } = await simulate(shop, options)
      const passed = new Set(jobs.flatMap(({ title, verdict }) => (verdict === "passed" ? [title] : [])))
      const admitted = admissions.some((one) => one.environment === "production" && one.admitted)
      return !admitted || required.every((proof) => passed.has(proofs.get(proof) ?? proof))
    }),
  )
})
