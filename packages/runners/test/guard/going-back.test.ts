import { rmSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { candidate, check, dispatch, needsText, policies, put, record, release } from "./support/calls.js"
import { place } from "./support/place.js"

const { production, staging } = policies

test("a rollback goes to the last verified release before, by the ledger alone", async () => {
  const here = place()
  const one = candidate(here, "one")
  await put(here, one, staging)
  await put(here, candidate(here, "two"), staging)
  const found = await dispatch(here, "rollback", "find", staging, "")
  expect(found).toMatchObject({ code: 0, stderr: "" })
  expect(found.outputs).toEqual({
    version: one.version,
    commit: one.sha,
    "shop-digest": one.digest,
    "shop-ref": `shop@${one.digest}`,
    "shop-tag": `shop:${one.version}`,
  })
  const number = (await here.state("staging")).number
  here.download("one")
  const admitted = await dispatch(here, "rollback", "admit", staging, one.version)
  expect(admitted).toMatchObject({
    code: 0,
    outputs: { ...found.outputs, deployment: "900.1/deploy-staging" },
  })
  expect(await record(here, staging, admitted)).toMatchObject({ code: 0 })
  expect((await here.records("staging")).slice(number)).toMatchObject([
    { kind: "started", lane: "rollback", reason: "because", commits: { count: 0 }, release: { version: one.version } },
    { kind: "finished", result: "succeeded" },
  ])
})

test("one goes back only to what ran there with its checks passed, and says why", async () => {
  const here = place()
  const one = candidate(here, "one")
  await record(here, staging, await release(here, one, staging))
  const two = candidate(here, "two")
  await put(here, two, staging)
  here.download("one")
  expect(await dispatch(here, "rollback", "admit", staging, one.version)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL6006 .*its checks there never passed/),
  })
  here.download("two")
  const silent = await dispatch(here, "rollback", "admit", staging, two.version, { SHIPLINE_REASON: " " })
  expect(silent.stdout).toContain("SL6009")
  expect(silent.stdout).toContain("SL6007")
  expect((await here.records("staging")).at(-1)).toMatchObject({ kind: "refused", lane: "rollback" })
  expect(await dispatch(here, "rollback", "find", production, "")).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("SL4307"),
  })
  expect(await dispatch(here, "rollback", "admit", production, two.version)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL6006 .* never ran in production/),
  })
})

test("a rollback that does not get the very artifact is refused", async () => {
  const here = place()
  const one = candidate(here, "one")
  await put(here, one, staging)
  await put(here, candidate(here, "two"), staging)
  expect(await dispatch(here, "rollback", "admit", staging, one.version)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining("SL6154"),
  })
})

test("a promotion has its proofs from the ledger, wherever they were recorded", async () => {
  const here = place()
  const one = candidate(here, "one")
  const staged = await put(here, one, staging)
  const promoted = await dispatch(here, "promote", "admit", production, one.version)
  expect(promoted).toMatchObject({ code: 0, outputs: { version: one.version, "shop-digest": one.digest } })
  const started = (await here.records("production"))[0]
  expect(started).toMatchObject({ kind: "started", lane: "promote" })
  const verdicts = started?.kind === "started" ? started.proofs.map(({ proof, verdict }) => [proof, verdict]) : []
  expect(verdicts).toEqual(
    expect.arrayContaining([
      ["unit", "passed"],
      ["deployed to staging", "passed"],
      ["smoke on staging", "passed"],
    ]),
  )
  await record(here, production, promoted, "failure")
  await check(here, "staging", staged, "failure", { GITHUB_RUN_ATTEMPT: "2" })
  const revoked = await dispatch(here, "promote", "admit", production, one.version, { GITHUB_RUN_ID: "901" })
  expect(revoked).toMatchObject({ code: 1, stdout: expect.stringContaining("its latest verdict is failed") })
})

test("a candidate that was refused can be promoted once the reason is gone", async () => {
  const here = place()
  const one = candidate(here, "one")
  const early = {
    SHIPLINE_NEEDS: needsText(one, one.digest, { "deploy-staging": "skipped", "smoke-on-staging": "skipped" }),
  }
  expect(await release(here, one, production, early)).toMatchObject({ code: 1 })
  await put(here, one, staging)
  expect(await dispatch(here, "promote", "admit", production, one.version)).toMatchObject({ code: 0 })
})

test("a version that nobody knows, none at all, and a lane that builds", async () => {
  const here = place()
  const one = candidate(here, "one")
  await put(here, one, staging)
  for (const command of ["find", "admit"] as const) {
    const stranger = await dispatch(here, "promote", command, production, "9.9.9")
    expect(stranger).toMatchObject({ code: 1, stdout: expect.stringContaining("SL4306"), outputs: {} })
    const nothing = await dispatch(here, "promote", command, production, "")
    expect(nothing).toMatchObject({ code: 1, stdout: expect.stringContaining("SL4013") })
  }
  expect(await dispatch(here, "promote", "find", production, "", { SHIPLINE_LANE: "release" })).toMatchObject({
    code: 2,
  })
  expect(await here.records("production")).toEqual([])
})

test("nothing of the source is needed to go back or on", async () => {
  const here = place()
  const one = candidate(here, "one")
  await put(here, one, staging)
  rmSync(join(here.clone, ".git"), { recursive: true })
  expect(await dispatch(here, "promote", "admit", production, one.version)).toMatchObject({ code: 0 })
  expect((await here.records("production"))[0]).toMatchObject({ commits: { count: one.number, ids: [one.sha] } })
})
