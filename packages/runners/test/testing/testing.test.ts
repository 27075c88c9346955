import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { simulate } from "../../src/index.js"
import { matchers, outcomesOf } from "../../src/testing/index.js"
import { approvals, shop } from "../dry-run/shop.js"

const { toBeRefused, toDeployTo, toHaveRun } = matchers
const said = ({ pass, message }: ReturnType<typeof toDeployTo>) => [pass, message()]

describe("matchers", () => {
  test("say what was found, in either sense", async () => {
    const green = await simulate(shop, { approvals })
    expect(said(toDeployTo(green, "production"))).toEqual([
      true,
      "production was not to be deployed to, and v1 was deployed there",
    ])
    expect(said(toDeployTo(green, "production", "v2"))).toEqual([
      false,
      "v2 was to be deployed to production, but v1 was deployed",
    ])
    expect(said(toHaveRun(green, "unit"))).toEqual([true, "'unit' was not to run, and has passed"])
    expect(said(toBeRefused(green, "staging"))).toEqual([
      false,
      "staging was to refuse the candidate, but it was deployed there",
    ])
  })

  test("say why nothing was deployed: a red gate, a failed deployment, a refusal, another lane", async () => {
    const red = await simulate(shop, { approvals, outcomes: { unit: "failed" } })
    expect(said(toDeployTo(red, "production"))).toEqual([
      false,
      "it was to be deployed to production, but admission was never asked: 'deploy to production' was skipped ('unit' did not pass)",
    ])
    const broken = await simulate(shop, { approvals, outcomes: { "deploy to staging": "failed" } })
    expect(toDeployTo(broken, "staging").message()).toContain("its deployment has failed")
    const hotfix = await simulate(shop, { lane: "hotfix" })
    expect(said(toDeployTo(hotfix, "production"))).toEqual([
      false,
      "it was to be deployed to production, but it was refused: a hotfix needs a reason",
    ])
    expect(toBeRefused(hotfix, "production", /reason$/).pass).toBe(true)
    expect(toBeRefused(hotfix, "production", "SL6009").pass).toBe(true)
    expect(toBeRefused(hotfix, "production", /frozen/).pass).toBe(false)
    expect(toDeployTo(hotfix, "staging").message()).toContain("the lane 'hotfix' does not lead there")
    expect(said(toHaveRun(hotfix, "lint"))).toEqual([false, "'lint' was to run, but the lane 'hotfix' leaves it out"])
    // Refused, so it never began.
    expect(toHaveRun(hotfix, "deploy to production").pass).toBe(false)
  })

  test("know no name that the pipeline does not have", async () => {
    const trace = await simulate(shop)
    expect(() => toDeployTo(trace, "prodction")).toThrow("Did you mean 'production'?")
    expect(() => toBeRefused(trace, "live")).toThrow("It has: staging, production.")
    expect(() => toHaveRun(trace, "smoke on prod")).toThrow("the pipeline has no job 'smoke on prod'")
  })
})

describe("outcomesOf", () => {
  test("meets whole ways through the pipeline and every way to leave it", async () => {
    const seen = new Set<string>()
    for (const outcomes of fc.sample(outcomesOf(fc, shop), { numRuns: 300, seed: 1 })) {
      const { jobs, deployments } = await simulate(shop, { approvals, outcomes })
      if (deployments.length === 2) seen.add("all the way")
      for (const { title, verdict } of jobs) if (verdict === "failed" || verdict === "errored") seen.add(title)
    }
    const titles = shop.plan.nodes.filter((node) => node.kind !== "approval").map(({ title }) => title)
    expect([...seen].sort()).toEqual(["all the way", ...titles].sort())
  })
})
