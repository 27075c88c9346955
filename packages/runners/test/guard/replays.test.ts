import { expect, test } from "vitest"
import { candidate, check, dispatch, policies, policyText, put, record, release } from "./support/calls.js"
import { type Place, place, type Variables } from "./support/place.js"

const { production: far, staging } = policies

/** An environment that asks for nothing but the run's own proof, in every lane. */
const live = {
  environment: "live",
  requires: [{ proof: "unit" }],
  hotfix: [{ proof: "unit" }],
  checks: ["smoke on live"],
}

/** What a rollback's job does that is told no version: it finds its candidate, and asks for admission with it. */
const rollBack = async (here: Place, more: Variables = {}) => {
  const found = await dispatch(here, "rollback", "find", live, "", more)
  return dispatch(here, "rollback", "admit", live, found.outputs.version ?? "", {
    SHIPLINE_POLICY: policyText(live, { artifacts: [{ name: "shop", kind: "files", short: "shop" }] }),
    ...more,
  })
}

const three = async (here: Place) => {
  const one = candidate(here, "one")
  await put(here, one, live)
  const two = candidate(here, "two")
  await put(here, two, live)
  await put(here, candidate(here, "three"), live)
  return { one, two }
}

test("a rollback's run that is started again goes back no further", async () => {
  const here = place()
  const { two } = await three(here)
  const back = await rollBack(here)
  expect(back).toMatchObject({ code: 0, outputs: { version: two.version } })
  await record(here, live, back)
  await check(here, "live", back)
  expect(await rollBack(here, { GITHUB_RUN_ATTEMPT: "2" })).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL6007 .* is what runs in live now/),
  })
  expect((await here.state("live")).current?.release.version).toBe(two.version)
})

test("a rollback that failed does not bring back what it was to leave", async () => {
  const here = place()
  const { two } = await three(here)
  await record(here, live, await rollBack(here), "failure")
  const again = await rollBack(here, { GITHUB_RUN_ATTEMPT: "2" })
  expect(again).toMatchObject({ code: 0, outputs: { version: two.version } })
  await record(here, live, again, "failure")
  expect(await rollBack(here, { GITHUB_RUN_ID: "901" })).toMatchObject({ code: 0, outputs: { version: two.version } })
})

test("a hotfix's run that is started again does not bring back what was left for another hotfix", async () => {
  const here = place()
  const one = candidate(here, "one")
  await put(here, one, live)
  const hotfix = { SHIPLINE_LANE: "hotfix", SHIPLINE_REASON: "checkout is down" }
  const two = candidate(here, "two")
  await record(here, live, await release(here, two, live, hotfix))
  await record(here, live, await release(here, candidate(here, "three"), live, hotfix))
  await record(here, live, await rollBack(here))
  expect((await here.state("live")).current?.release.version).toBe(one.version)
  expect(await release(here, two, live, { ...hotfix, GITHUB_RUN_ATTEMPT: "2" })).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL6002 this run is outdated: it has put /),
  })
})

test("a proof that was revoked stays so when something else runs there by now", async () => {
  const here = place()
  const one = candidate(here, "one")
  await put(here, one, staging)
  const other = { GITHUB_RUN_ID: "777" }
  const redone = await release(here, one, staging, other)
  await record(here, staging, redone, "success", other)
  await check(here, "staging", redone, "failure", other)
  await put(here, candidate(here, "two"), staging)
  expect(await release(here, one, far, { GITHUB_RUN_ATTEMPT: "2" })).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/SL6001 .*'smoke on staging'; its latest verdict is failed/),
  })
})

test("a check that is run once another release is there proves nothing of the one before", async () => {
  const here = place()
  const one = candidate(here, "one")
  const staged = await release(here, one, staging)
  await record(here, staging, staged)
  await put(here, candidate(here, "two"), staging)
  expect(await check(here, "staging", staged)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("Nothing is recorded"),
  })
  const refused = await release(here, one, far)
  expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining("has not passed 'smoke on staging'") })
  expect(refused.stdout).not.toContain("deployed to staging")
})

test("what was proved there before another release came still counts", async () => {
  const here = place()
  const one = candidate(here, "one")
  await put(here, one, staging)
  await put(here, candidate(here, "two"), staging)
  expect(await release(here, one, far)).toMatchObject({ code: 0 })
})

test.each(["stage on b", "Straße ост", 'it\'s "here"'])("a revoked proof is found in %s", async (environment) => {
  const here = place()
  const smoke = `smoke on ${environment}`
  const proofs = [
    { proof: "unit", job: "unit" },
    { proof: smoke, job: "smoke-on-staging" },
  ] // the job has passed
  const odd = { environment, requires: [{ proof: "unit" }], checks: [smoke] }
  const after = { environment: "b", requires: [{ proof: "unit" }, { proof: smoke }], checks: [] }
  const one = candidate(here, "one")
  const put = await release(here, one, odd, { SHIPLINE_POLICY: policyText(odd, { proofs }) })
  await record(here, odd, put)
  const asked = (attempt: string) =>
    release(here, one, after, { SHIPLINE_POLICY: policyText(after, { proofs }), GITHUB_RUN_ATTEMPT: attempt })
  await check(here, environment, put, "failure")
  expect(await asked("1")).toMatchObject({ code: 1, stdout: expect.stringContaining("its latest verdict is failed") })
  await check(here, environment, put, "success", { GITHUB_RUN_ATTEMPT: "2" })
  expect(await asked("2")).toMatchObject({ code: 0 })
})

test("a gate whose name ends nearly like an environment is a gate", async () => {
  const here = place()
  const one = candidate(here, "one")
  await put(here, one, staging)
  await put(here, candidate(here, "two"), staging)
  for (const proof of ["load on Staging", "schema on staging"]) {
    const policy = { ...live, requires: [{ proof }] }
    const attempt = {
      SHIPLINE_POLICY: policyText(policy, { proofs: [{ proof, job: "unit" }] }),
      GITHUB_RUN_ID: proof.length.toString(),
    }
    const admitted = await release(here, one, policy, attempt)
    expect(admitted).toMatchObject({ code: 0 })
    await record(here, policy, admitted)
  }
})
