import { releaseKey } from "@shipline/core/ledger"
import { expect, test } from "vitest"
import { candidate, needsText, policies, policyText, put, release } from "./support/calls.js"
import { place } from "./support/place.js"

const by = { issuer: "https://example.com", subject: "1", name: "grace" }
const frozen = {
  ...policies.staging,
  freeze: [{ recurs: "once", from: "2020-01-01T00:00", to: "2999-01-01T00:00", zone: "UTC", reason: "holidays" }],
} as const

test("a missing proof: refused, recorded, with every reason at once in log and summary", async () => {
  const here = place()
  const one = candidate(here, "one")
  const refused = await release(here, one, policies.production, {
    SHIPLINE_NEEDS: needsText(one, one.digest, {
      unit: "failure",
      "deploy-staging": "skipped",
      "smoke-on-staging": "cancelled",
    }),
  })
  expect(refused).toMatchObject({ code: 1, stderr: "", outputs: {} })
  const lines = refused.stdout.trimEnd().split("\n")
  expect(lines).toHaveLength(3)
  expect(lines[0]).toMatch(
    /^::error::SL6001 production is out of reach: .*'unit'; its latest verdict is failed .*%0Ahelp: /,
  )
  expect(lines[1]).toMatch(/^::error::SL6001 .*not yet deployed to 'staging'/)
  expect(lines[2]).toMatch(/^::error::SL6001 .*'smoke on staging'/)
  expect(refused.summary).toContain(`production does not admit ${one.version}`)
  expect(refused.summary.match(/\*\*SL6001\*\*/g)).toHaveLength(3)
  expect(refused.summary).toContain("| unit | ❌ failed |")
  expect(await here.records("production")).toMatchObject([
    {
      kind: "refused",
      reasons: [{ code: "SL6001" }, { code: "SL6001" }, { code: "SL6001" }],
      release: { version: one.version },
    },
  ])
})

test("a refusal of a step that is run twice is recorded once", async () => {
  const here = place()
  const one = candidate(here, "one")
  const more = { SHIPLINE_NEEDS: needsText(one, one.digest, { unit: "failure" }) }
  expect((await release(here, one, policies.staging, more)).code).toBe(1)
  expect((await release(here, one, policies.staging, more)).code).toBe(1)
  expect(await here.records("staging")).toHaveLength(1)
})

test("an old run that is started again is outdated", async () => {
  const here = place()
  const old = candidate(here, "one")
  await put(here, old, policies.staging)
  const now = candidate(here, "two")
  await put(here, now, policies.staging)
  const replayed = await release(here, old, policies.staging, { GITHUB_RUN_ATTEMPT: "2" })
  expect(replayed).toMatchObject({ code: 1, stdout: expect.stringMatching(/SL6002 .* is outdated: staging runs/) })
  expect((await here.records("staging")).at(-1)).toMatchObject({ kind: "refused", reasons: [{ code: "SL6002" }] })
})

test("a blocked release goes nowhere", async () => {
  const here = place()
  const one = candidate(here, "one")
  await put(here, one, policies.staging)
  const current = (await here.state("staging")).current
  if (current === undefined) throw new Error("nothing runs")
  await here.append("staging", () => ({
    kind: "block",
    id: "block-1",
    environment: "staging",
    at: new Date().toISOString(),
    by,
    release: { version: one.version, key: releaseKey(current.release) },
    reason: "loses orders",
  }))
  const refused = await release(here, one, policies.staging, { GITHUB_RUN_ATTEMPT: "2" })
  expect(refused).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL6003 .* is blocked: loses orders \(grace/),
  })
})

test("a frozen environment is left alone, unless the freeze is set aside on the record and with a reason", async () => {
  const here = place()
  const one = candidate(here, "one")
  const held = await release(here, one, frozen)
  expect(held).toMatchObject({ code: 1, stdout: expect.stringMatching(/SL6004 staging is frozen until .*: holidays/) })
  const silent = await release(here, one, frozen, { GITHUB_RUN_ATTEMPT: "2", SHIPLINE_OVERRIDE: "freeze" })
  expect(silent).toMatchObject({ code: 1, stdout: expect.stringContaining("SL6009") })
  const other = { GITHUB_RUN_ATTEMPT: "3", SHIPLINE_OVERRIDE: "proofs", SHIPLINE_REASON: "hurry" }
  expect(await release(here, one, frozen, other)).toMatchObject({ code: 1, stdout: expect.stringContaining("SL6011") })
  const said = { GITHUB_RUN_ATTEMPT: "4", SHIPLINE_OVERRIDE: "freeze", SHIPLINE_REASON: "the till is down" }
  const admitted = await release(here, one, frozen, said)
  expect(admitted).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("::warning::The freeze of staging is set aside"),
  })
  expect((await here.records("staging")).slice(-2)).toMatchObject([
    { kind: "override", rule: "freeze", reason: "the till is down" },
    { kind: "started", reason: "the till is down" },
  ])
})

test("one deployment at a time; one that has died counts as aborted after its deadline", async () => {
  const here = place()
  const one = candidate(here, "one")
  // Its job is killed before it can record anything.
  await release(here, one, policies.staging, { SHIPLINE_POLICY: policyText(policies.staging, { within: 0 }) })
  const two = candidate(here, "two")
  const second = await release(here, two, policies.staging)
  expect(second).toMatchObject({ code: 0 })
  const three = candidate(here, "three")
  const third = await release(here, three, policies.staging)
  expect(third).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL6005 another deployment to staging is under way/),
  })
  expect((await here.records("staging")).map(({ kind }) => kind)).toEqual(["started", "settled", "started", "refused"])
})

test("an environment asks for time: the release must have run, verified, for so long", async () => {
  const here = place()
  const one = candidate(here, "one")
  await put(here, one, policies.staging)
  const soak = (duration: number) => ({
    environment: "production",
    requires: [{ proof: "soak on staging", soak: { environment: "staging", duration } }],
    checks: [],
  })
  const early = await release(here, one, soak(7_200_000))
  expect(early).toMatchObject({ code: 1, stdout: expect.stringMatching(/SL6010 .*of 2 hours/) })
  expect(await release(here, one, soak(1), { GITHUB_RUN_ATTEMPT: "2" })).toMatchObject({ code: 0 })
})

test("an archive that is not what the build made is not deployed", async () => {
  const here = place()
  const one = candidate(here, "one")
  const other = { ...one, content: "something else" }
  expect(await release(here, other, policies.staging)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL6154 'shop' is not what it should be/),
    summary: expect.stringContaining("Nothing is deployed"),
  })
  expect(await here.records("staging")).toEqual([])
})

test.each([
  ["no digest", { digest: "" }, "SL6153 the digest of 'shop' did not arrive whole"],
  ["a version that is none", { version: "1 2" }, "SL6153 the version"],
  ["a reference to something else", { ref: `other@sha256:${"b".repeat(64)}` }, "SL6153 the reference"],
])("a build that handed on %s is not deployed", async (_what, outputs, words) => {
  const here = place()
  const one = candidate(here, "one")
  const needs = JSON.parse(needsText(one, one.digest))
  Object.assign(needs["build-shop"].outputs, outputs)
  const refused = await release(here, one, policies.staging, { SHIPLINE_NEEDS: JSON.stringify(needs) })
  expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining(words) })
})
