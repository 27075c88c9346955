import { expect, test } from "vitest"
import { candidate, check, needsText, policies, put, record, release } from "./support/calls.js"
import { place } from "./support/place.js"

test("admits, records and checks a release; the ledger then holds who, what, where, when and on which proofs", async () => {
  const here = place()
  const first = candidate(here, "one")
  const admitted = await release(here, first, policies.staging)
  expect(admitted).toMatchObject({ code: 0, stderr: "", summary: "" })
  expect(admitted.outputs).toEqual({ deployment: "101.1/deploy-staging", version: first.version })
  const [started] = await here.records("staging")
  expect(started).toMatchObject({
    kind: "started",
    number: 1,
    deployment: "101.1/deploy-staging",
    lane: "release",
    by: { subject: "1815", name: "ada" },
    run: { id: "101", attempt: 1, url: expect.stringMatching(/acme\/shop\/actions\/runs\/101$/) },
    release: {
      version: first.version,
      number: first.number,
      commit: first.sha,
      artifacts: [{ kind: "files", name: "shop", digest: first.digest, ref: `shop@${first.digest}` }],
    },
    commits: { count: 1, ids: [first.sha] },
    checks: ["smoke on staging"],
    pipeline: { name: "shop", digest: `sha256:${"a".repeat(64)}` },
  })
  expect(started).toMatchObject({ proofs: [{ proof: "unit", verdict: "passed", run: { id: "101" } }, {}, {}] })

  const recorded = await record(here, policies.staging, admitted)
  expect(recorded).toMatchObject({ code: 0, stderr: "" })
  expect(recorded.summary).toContain(`${first.version} runs in staging`)
  expect(recorded.summary).toContain("| unit | ✅ passed |")
  expect(recorded.summary).toContain("```mermaid\nflowchart LR\n")
  expect(recorded.summary).toContain('  p0("unit") --> d')
  expect(recorded.summary).toContain('  d --> c0("smoke on staging")')
  expect((await here.state("staging")).current).not.toHaveProperty("verified")

  expect(await check(here, "staging", admitted)).toMatchObject({ code: 0 })
  expect((await here.state("staging")).current).toMatchObject({ verified: expect.any(String) })
  expect((await here.records("staging")).map(({ kind }) => kind)).toEqual(["started", "finished", "check"])
})

test("says what came since the release before", async () => {
  const here = place()
  const first = candidate(here, "one")
  await put(here, first, policies.staging)
  const second = here.commit("two")
  const third = candidate(here, "three")
  await put(here, third, policies.staging)
  expect((await here.records("staging"))[3]).toMatchObject({
    from: first.version,
    commits: { count: 2, ids: [third.sha, second.sha] },
  })
})

test("a step that is run twice is one deployment, one record, one check", async () => {
  const here = place()
  const first = candidate(here, "one")
  const admitted = await release(here, first, policies.staging)
  const again = await release(here, first, policies.staging)
  expect(again).toMatchObject({ code: 0, outputs: admitted.outputs })
  await record(here, policies.staging, admitted)
  expect(await record(here, policies.staging, admitted, "failure")).toMatchObject({ code: 0, summary: "" })
  await check(here, "staging", admitted)
  expect(await check(here, "staging", admitted)).toMatchObject({ code: 0 })
  expect((await here.records("staging")).map(({ kind }) => kind)).toEqual(["started", "finished", "check"])
  expect(await release(here, first, policies.staging)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("SL6155"),
  })
})

test("records a deployment that failed or was cancelled, and what runs is then uncertain", async () => {
  const here = place()
  const first = candidate(here, "one")
  const failed = await record(here, policies.staging, await release(here, first, policies.staging), "failure")
  expect(failed).toMatchObject({ code: 0, summary: expect.stringContaining("could not be deployed to staging") })
  expect((await here.state("staging")).failed).toMatchObject({ result: "failed" })
  const again = await release(here, first, policies.staging, { GITHUB_RUN_ATTEMPT: "2" })
  expect(again).toMatchObject({ code: 0, outputs: { deployment: "101.2/deploy-staging" } })
  await record(here, policies.staging, again, "cancelled")
  expect((await here.state("staging")).failed).toMatchObject({ result: "cancelled" })
})

test("a check of what no longer runs there is not recorded, one that fails takes back that it is verified", async () => {
  const here = place()
  const first = await put(here, candidate(here, "one"), policies.staging)
  const second = await put(here, candidate(here, "two"), policies.staging)
  const number = (await here.state("staging")).number
  expect(await check(here, "staging", first, "failure")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("Nothing is recorded"),
  })
  expect((await here.state("staging")).number).toBe(number)
  await check(here, "staging", second, "failure", { GITHUB_RUN_ATTEMPT: "2" })
  expect((await here.state("staging")).current).not.toHaveProperty("verified")
})

test("a check that fails later revokes the proof, also when a job of the run before is started again", async () => {
  const here = place()
  const one = candidate(here, "one")
  const staged = await put(here, one, policies.staging)
  await check(here, "staging", staged, "failure", { GITHUB_RUN_ATTEMPT: "2" })
  const refused = await release(here, one, policies.production)
  expect(refused).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL6001 .*'smoke on staging'; its latest verdict is failed/),
  })
})

test("a hotfix asks for what its lane requires and for a reason", async () => {
  const here = place()
  const one = candidate(here, "one")
  const hotfix = {
    SHIPLINE_LANE: "hotfix",
    SHIPLINE_NEEDS: needsText(one, one.digest, { "deploy-staging": "skipped" }),
  }
  expect(await release(here, one, policies.production, hotfix)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("SL6009"),
  })
  const more = { ...hotfix, GITHUB_RUN_ATTEMPT: "2", SHIPLINE_REASON: "prices are wrong", SHIPLINE_INCIDENT: "INC-7" }
  expect(await release(here, one, policies.production, more)).toMatchObject({ code: 0 })
  expect((await here.records("production")).at(-1)).toMatchObject({
    kind: "started",
    lane: "hotfix",
    reason: "prices are wrong",
    incident: "INC-7",
  })
})

test("a run that was started again was started by who did so", async () => {
  const here = place()
  const one = candidate(here, "one")
  await release(here, one, policies.staging, { GITHUB_TRIGGERING_ACTOR: "grace", GITHUB_RUN_ATTEMPT: "3" })
  expect((await here.records("staging"))[0]).toMatchObject({
    by: { subject: "login:grace", name: "grace" },
    run: { attempt: 3, url: expect.stringMatching(/attempts\/3$/) },
  })
})
