import { relative } from "node:path"
import { expect, test } from "vitest"
import { candidate, check, dispatch, policies, policyText, record } from "../support/calls.js"
import { admit, gitlab, leave, leaveAll, pipelineOf, release } from "../support/gitlab.js"
import { place } from "../support/place.js"

const { staging, production } = policies

test("admits, records and checks a release by the receipts of its pipeline; the ledger holds who, what, and on which proofs", async () => {
  const here = place(gitlab)
  const first = candidate(here, "one")
  const admitted = await release(here, first, staging)
  expect(admitted).toMatchObject({ code: 0, stderr: "", summary: "" })
  expect(admitted.outputs).toEqual({ deployment: "101.7001/deploy-staging", version: first.version })
  const [started] = await here.records("staging")
  expect(started).toMatchObject({
    kind: "started",
    deployment: "101.7001/deploy-staging",
    lane: "release",
    by: { issuer: expect.stringMatching(/^file:/), subject: "1815", name: "ada" },
    run: { id: "101", attempt: 7001, url: "https://gitlab.example/acme/shop/-/jobs/7001" },
    release: {
      version: first.version,
      number: first.number,
      commit: first.sha,
      artifacts: [{ kind: "files", name: "shop", digest: first.digest, ref: `shop@${first.digest}` }],
    },
    proofs: [{ proof: "unit", verdict: "passed", run: { id: "101" } }, {}, {}],
    pipeline: { name: "shop", digest: `sha256:${"a".repeat(64)}` },
  })
  const recorded = await record(here, staging, admitted)
  expect(recorded).toMatchObject({ code: 0, stderr: "" })
  expect(recorded.summary).toContain(`${first.version} runs in staging`)
  expect(recorded.summary).toContain("[101.7001/deploy-staging](https://gitlab.example/acme/shop/-/jobs/7001)")
  expect(await check(here, "staging", admitted)).toMatchObject({ code: 0 })
  expect((await here.state("staging")).current).toMatchObject({ verified: expect.any(String) })
})

test("the folder of the archives may be named from the job's own, and need not be there", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  const work = relative(here.clone, here.temp)
  expect(await release(here, one, staging, { SHIPLINE_WORK: work })).toMatchObject({ code: 0 })
  const nothing = { SHIPLINE_POLICY: policyText(staging, { artifacts: [] }), CI_JOB_ID: "7002" }
  expect(
    await release(here, candidate(here, "two"), staging, { ...nothing, SHIPLINE_WORK: ".shipline/work" }),
  ).toMatchObject({ code: 1, stdout: expect.stringContaining("SL6005") })
})

test("a job that has left no receipt has not passed", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  const refused = await release(here, one, production, {}, ["build-shop", "deploy-staging", "smoke-on-staging"])
  expect(refused).toMatchObject({ code: 1, stderr: "", outputs: {} })
  expect(refused.stdout).toMatch(/^ERROR: SL6001 .*'unit'.*\nhelp: .*\n$/)
  expect(refused.summary).toContain("production does not admit")
  expect((await here.records("production")).map(({ kind }) => kind)).toEqual(["refused"])
})

test("without the receipt of a build there is nothing to deploy", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  expect(await release(here, one, staging, {}, ["unit"])).toMatchObject({
    code: 1,
    outputs: {},
    stdout: expect.stringMatching(
      /^ERROR: SL6153 the digest of 'shop' .*\nhelp: 'build-shop' must have passed in this run/,
    ),
  })
  expect(await here.records("staging")).toEqual([])
})

test("who has played an approval stands beside its proof", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  here.download(one.content)
  leaveAll(here, one, ["build-shop", "unit"])
  leave(here, "managers", [
    ["pipeline", pipelineOf(one)],
    ["commit", one.sha],
    ["by", "grace"],
  ])
  const policy = { ...staging, requires: [...staging.requires, { proof: "managers" }] }
  const proofs = ["unit", "managers"].map((proof) => ({ proof, job: proof }))
  const admitted = await admit(here, one, policy, { SHIPLINE_POLICY: policyText(policy, { proofs }) })
  expect(admitted).toMatchObject({ code: 0 })
  const [started] = await here.records("staging")
  expect(started).toMatchObject({
    by: { name: "ada" },
    proofs: [{ proof: "unit" }, { proof: "managers", by: { subject: "login:grace", name: "grace" } }],
  })
  expect((await record(here, policy, admitted)).summary).toMatch(/\| managers \| ✅ passed \| [^|]+ \| grace \|/)
})

test("a job that is started again is another attempt of the same pipeline, by whoever did so", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  const failed = await release(here, one, staging)
  // GitLab's own words for how a job ended.
  expect(await record(here, staging, failed, "failed")).toMatchObject({ code: 0 })
  expect((await here.state("staging")).failed).toMatchObject({ result: "failed" })
  const more = { CI_JOB_ID: "7002", GITLAB_USER_ID: "1906", GITLAB_USER_LOGIN: "grace" }
  const again = await release(here, one, staging, more)
  expect(again).toMatchObject({ code: 0, outputs: { deployment: "101.7002/deploy-staging" } })
  await record(here, staging, again, "canceled", more)
  expect((await here.state("staging")).failed).toMatchObject({ result: "cancelled" })
  expect((await here.records("staging")).at(-1)).toMatchObject({ by: { subject: "1906", name: "grace" } })
})

test("what a hotfix leaves out is no part of its pipeline", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  const hotfix = { SHIPLINE_LANE: "hotfix", SHIPLINE_REASON: "prices are wrong", SHIPLINE_INCIDENT: "INC-7" }
  expect(await release(here, one, production, hotfix, ["unit"])).toMatchObject({ code: 0 })
  expect((await here.records("production")).at(-1)).toMatchObject({
    kind: "started",
    lane: "hotfix",
    incident: "INC-7",
    release: { version: one.version, artifacts: [] },
  })
  expect(await release(here, one, production, { ...hotfix, CI_JOB_ID: "7002" }, ["build-shop"])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("'unit'"),
  })
})

test("a pushed tag is the version of what builds nothing", async () => {
  const here = place(gitlab)
  const one = candidate(here, "one")
  const nothing = { SHIPLINE_POLICY: policyText(staging, { artifacts: [] }), CI_COMMIT_TAG: "v1.2/ü" }
  expect(await release(here, one, staging, nothing, ["unit"])).toMatchObject({
    code: 0,
    outputs: { version: "1.2---" },
  })
})

test("goes back by the ledger alone: found, taken, admitted, recorded", async () => {
  const here = place(gitlab)
  const put = async (content: string) => {
    const one = candidate(here, content)
    const admitted = await release(here, one, staging)
    await record(here, staging, admitted)
    await check(here, "staging", admitted)
    return one
  }
  const first = await put("one")
  await put("two")
  const found = await dispatch(here, "rollback", "find", staging, "", { CI_PIPELINE_ID: "900" })
  expect(found).toMatchObject({
    code: 0,
    outputs: {
      version: first.version,
      commit: first.sha,
      "shop-digest": first.digest,
      "shop-ref": `shop@${first.digest}`,
      "shop-tag": `shop:${first.version}`,
    },
  })
  here.download("one")
  const back = await dispatch(here, "rollback", "admit", staging, "", { CI_PIPELINE_ID: "900" })
  expect(back).toMatchObject({ code: 0, outputs: { deployment: "900.7001/deploy-staging", version: first.version } })
  await record(here, staging, back)
  expect((await here.state("staging")).current).toMatchObject({ lane: "rollback", release: { version: first.version } })
})
