import { writeFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Environment, environments, type ShopOnGitLab, shopOnGitLab } from "./shop.js"

// The shop goes its ways by the files that Shipline makes for GitLab, with gitlab-ci-local in the place of GitLab: it reads
// the files with their inputs and rules, and runs the jobs' scripts as processes, each in a clone of its own.
//
// That is evidence for what the files say (which jobs a lane has, by its inputs and the event), for the scripts, for what
// they hand on by artifacts, for the guard and the ledger over git's own protocol, and for the kept packages.
//
// It is none for GitLab's scheduler, which is another one: gitlab-ci-local runs what stands behind a manual job that nobody
// has played, ends a pipeline where a needed manual job was not played, and knows no resource groups, no protected
// environments and, with the shell for an executor, no images. That a deployment waits for its gates is proved elsewhere.

const gates = ["lint", "unit", "integration", "rehearsal"]
const key = (id: string): string => `shop:${id}`
const passed = (...ids: readonly string[]) => new Map(ids.map((id) => [key(id), "passed"]))
const approvals = [key("release-managers")]
const minutes = 60_000

let shop: ShopOnGitLab
beforeAll(async () => {
  shop = await shopOnGitLab()
}, 2 * minutes)
afterAll(async () => {
  await shop?.stop()
}, minutes)

/** What each environment answers over HTTP. */
const running = async (): Promise<Readonly<Record<Environment, string | undefined>>> => ({
  dev: await shop.running("dev"),
  staging: await shop.running("staging"),
  production: await shop.running("production"),
})
const everywhere = (version: string | undefined) => ({ dev: version, staging: version, production: version })

/** Everything that a ledger says, to see that nothing was added. */
const ledgers = async () =>
  Object.fromEntries(await Promise.all(environments.map(async (name) => [name, await shop.records(name)])))

/** What somebody might say who is allowed to set variables when starting a pipeline. */
const hostile = {
  TARGET_NAME: "dev",
  TARGET_URL: "http://127.0.0.1:1",
  SHIPLINE_LANE: "promote",
  SHIPLINE_POLICY: '{"pipeline":{"name":"shop"},"policy":{"environment":"dev","requires":[],"checks":[]}}',
  SHIPLINE_PIPELINE_DIGEST: "sha256:0",
  SHIPLINE_VERSION: "0.0.0",
  SHIPLINE_OVERRIDE: "freeze",
  SHIPLINE_OUTPUT: "/nowhere/out",
}

const release = () => shop.pipeline({ source: "push", plays: approvals })

// One story: each part goes on from where the one before has left the shop.
describe("the shop on GitLab", () => {
  let [first, second, hotfix] = ["", "", ""]

  test("a push goes by every gate to production, and the shop answers there", { timeout: 5 * minutes }, async () => {
    const commit = shop.push()
    expect(await running()).toEqual(everywhere(undefined))
    const { code, log, jobs } = await release()
    expect(code, log).toBe(0)
    expect(jobs).toEqual(
      passed(
        ...gates,
        "build-shop",
        "release-managers",
        ...environments.flatMap((name) => [`deploy-${name}`, `smoke-on-${name}`]),
      ),
    )
    first = (await shop.running("production")) ?? ""
    expect(first).toMatch(new RegExp(`^\\d{8}\\.\\d{6}-${commit.slice(0, 8)}$`))
    expect(await running()).toEqual(everywhere(first))
    expect([...shop.files.keys()]).toEqual([expect.stringContaining(`shipline-shop/${first}/`)])

    const [started, ...after] = await shop.records("production")
    const run = { id: expect.stringMatching(/^\d+$/), url: expect.stringMatching(/\/acme\/shop\/-\/jobs\/\d+$/) }
    const proof = (name: string) => expect.objectContaining({ proof: name, verdict: "passed", run: expect.anything() })
    expect(started).toMatchObject({
      kind: "started",
      lane: "release",
      by: { issuer: expect.stringMatching(/^http:/), subject: "1815", name: "ada" },
      run,
      release: { version: first, commit, artifacts: [{ kind: "files", name: "shop" }] },
      proofs: expect.arrayContaining(
        [...gates, "deployed to staging", "smoke on staging", "release managers"].map(proof),
      ),
      pipeline: { name: "shop" },
    })
    expect(started).toMatchObject({
      proofs: expect.arrayContaining([
        expect.objectContaining({ proof: "release managers", by: expect.objectContaining({ name: "ada" }) }),
      ]),
    })
    expect(after).toMatchObject([
      { kind: "finished", result: "succeeded" },
      { kind: "check", proof: "smoke on production", verdict: "passed", release: { version: first } },
    ])
  })

  test("the next push replaces it", { timeout: 5 * minutes }, async () => {
    shop.change("hide-stock", "Do not tell how many are left")
    const commit = shop.push()
    const { code, log } = await release()
    expect(code, log).toBe(0)
    second = (await shop.running("production")) ?? ""
    expect(second).toContain(commit.slice(0, 8))
    expect(await running()).toEqual(everywhere(second))
    expect(await shop.page("production")).toContain("in stock")
  })

  test("what an earlier pipeline has proved is no proof in another one", { timeout: minutes }, async () => {
    const before = await ledgers()
    // The same commit, the same files, the receipts that it left; only that this is another pipeline.
    const variables = { CI_PIPELINE_ID: "4711" }
    const { code, log, jobs } = await shop.pipeline({ source: "push", only: [key("deploy-dev")], variables })
    expect(code).not.toBe(0)
    expect(log).toContain("has left no receipt for this pipeline")
    expect(jobs).toEqual(new Map([[key("deploy-dev"), "failed"]]))
    expect(await ledgers()).toEqual(before)
    expect(await running()).toEqual(everywhere(second))
  })

  test("a rollback brings the version before back, by the ledger alone", { timeout: 2 * minutes }, async () => {
    const inputs = { lane: "rollback", environment: "production", reason: "customers ask for the stock" }
    const { code, log, jobs } = await shop.pipeline({ source: "web", inputs, variables: hostile })
    expect(code, log).toBe(0)
    expect(jobs).toEqual(passed("redeploy-production", "smoke-on-production"))
    expect(await running()).toEqual({ ...everywhere(second), production: first })
    expect(await shop.page("production")).not.toContain("in stock")
    expect((await shop.records("production")).slice(-3)).toMatchObject([
      { kind: "started", lane: "rollback", reason: inputs.reason, by: { name: "ada" }, release: { version: first } },
      { kind: "finished", result: "succeeded" },
      { kind: "check", verdict: "passed", release: { version: first } },
    ])
  })

  test("a rollback by a push is none", { timeout: minutes }, async () => {
    const before = await ledgers()
    const inputs = { lane: "rollback", environment: "production", reason: "by a push option" }
    const { jobs } = await shop.pipeline({ source: "push", inputs })
    expect(jobs).toEqual(new Map())
    expect(await ledgers()).toEqual(before)
  })

  test("a hotfix goes straight to production, and a check that fails there is on the record", {
    timeout: 3 * minutes,
  }, async () => {
    shop.change("season-notice", "Tell customers of the first flush")
    const commit = shop.push()
    const inputs = { lane: "hotfix", reason: "the season begins", incident: "INC-7" }
    const { code, log, jobs } = await shop.pipeline({ source: "web", inputs })
    // Its text is written for dev alone, which the smoke test finds out.
    expect(code).not.toBe(0)
    expect(jobs, log).toEqual(
      new Map([...passed("unit", "build-shop", "deploy-production"), [key("smoke-on-production"), "failed"]]),
    )
    hotfix = (await shop.running("production")) ?? ""
    expect(hotfix).toContain(commit.slice(0, 8))
    expect(await running()).toEqual({ ...everywhere(second), production: hotfix })
    expect((await shop.records("production")).slice(-3)).toMatchObject([
      { kind: "started", lane: "hotfix", reason: inputs.reason, incident: "INC-7", release: { version: hotfix } },
      { kind: "finished", result: "succeeded" },
      { kind: "check", proof: "smoke on production", verdict: "failed", release: { version: hotfix } },
    ])
  })

  test("a gate that fails lets nothing be deployed", { timeout: 2 * minutes }, async () => {
    const before = await ledgers()
    const broken = "import test from 'node:test'\ntest('fails', () => {\n  throw new Error('it does not work')\n})\n"
    writeFileSync(shop.file("test/unit/broken.test.mjs"), broken)
    shop.commit("Break it")
    shop.push()
    const { code, log, jobs } = await release()
    expect(code).not.toBe(0)
    expect(jobs.get(key("unit"))).toBe("failed")
    expect(log).toContain("it does not work")
    expect([...jobs.keys()].filter((job) => /deploy|smoke/.test(job))).toEqual([])
    expect(await ledgers()).toEqual(before)
    expect(await running()).toEqual({ ...everywhere(second), production: hotfix })
  })
})
