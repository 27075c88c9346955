import { environment, gate, pipeline, rollout, sh, soak } from "@shipline/core"
import { describe, expect, test } from "vitest"
import { RunError, type SimulateOptions, simulate, type Trace } from "../../src/index.js"
import { approvals, shop } from "./shop.js"

const verdicts = ({ jobs }: Trace) => Object.fromEntries(jobs.map(({ title, verdict }) => [title, verdict]))
const deployed = ({ deployments }: Trace) =>
  deployments
    .filter(({ result }) => result === "succeeded")
    .map(({ environment: name, version }) => `${name} ${version}`)
const running = ({ ledger }: Trace) =>
  Object.fromEntries(
    ledger.environments.map(({ environment: name, current }) => [name, current?.release.version] as const),
  )
const refused = async (options: SimulateOptions) => {
  const error: unknown = await simulate(shop, options).catch((reason: unknown) => reason)
  if (!(error instanceof RunError)) throw new Error("the simulation was not refused")
  return error.problems.map(({ code, message, hint }) => `${code} ${message}. ${hint}`)
}
const days = 86_400_000

describe("a release", () => {
  test("goes through to production where everything passes and it is approved", async () => {
    const trace = await simulate(shop, { approvals })
    expect(trace).toMatchObject({ verdict: "passed", pipeline: "shop", lane: "release", version: "v1" })
    expect(deployed(trace)).toEqual(["staging v1", "production v1"])
    expect(trace.jobs.map(({ title, started }) => [title, started / 60_000])).toEqual([
      ["unit", 0],
      ["lint", 0],
      ["audit", 0],
      ["suite", 0],
      ["build app", 1],
      ["deploy to staging", 2],
      ["smoke on staging", 3],
      ["release managers", 3],
      ["deploy to production", 4],
      ["smoke on production", 5],
    ])
    expect(trace).toMatchObject({ began: "2026-01-15T12:00:00.000Z", duration: 6 * 60_000 })
  })

  test("stops at an approval that nobody has given", async () => {
    const trace = await simulate(shop)
    expect(deployed(trace)).toEqual(["staging v1"])
    expect(verdicts(trace)).toMatchObject({ "release managers": "failed", "deploy to production": "skipped" })
  })

  test.each(["failed", "errored", "timed out"] as const)("a gate that %s keeps everything out", async (verdict) => {
    const trace = await simulate(shop, { approvals, outcomes: { unit: verdict } })
    expect(trace.verdict).toBe("failed")
    expect(trace.deployments).toEqual([])
    expect(trace.records).toEqual([])
    expect(verdicts(trace).unit).toBe(verdict === "errored" ? "errored" : "failed")
  })

  test("may be held by what is not allowed, and a pull request deploys nothing", async () => {
    const held = await simulate(shop, { approvals, allow: ["staging"] })
    expect(deployed(held)).toEqual(["staging v1"])
    expect(held.verdict).toBe("passed")
    const request = await simulate(shop, { approvals, event: "pullRequest" })
    expect(request.deployments).toEqual([])
    expect(verdicts(request)).toMatchObject({ "build app": "passed", "deploy to staging": "held" })
  })

  test("an advisory gate fails alone", async () => {
    const trace = await simulate(shop, { approvals, outcomes: { audit: "failed" } })
    expect(trace.verdict).toBe("passed")
    expect(deployed(trace)).toEqual(["staging v1", "production v1"])
  })

  test("tries again as often as the job says, part by part", async () => {
    const flaky = await simulate(shop, { outcomes: { "suite (2/2)": ["failed", { takes: "5 minutes" }] } })
    expect(verdicts(flaky).suite).toBe("passed")
    expect(flaky.jobs.find(({ title }) => title === "suite")?.duration).toBe(6 * 60_000)
    const red = await simulate(shop, { outcomes: { "suite (1/2)": ["failed", "failed", "passed"] } })
    expect(verdicts(red).suite).toBe("failed")
  })

  test("what takes longer than the job's timeout is timed out, at the timeout", async () => {
    const trace = await simulate(shop, { outcomes: { lint: { takes: "3 hours" } } })
    const lint = trace.jobs.find(({ title }) => title === "lint")
    const timeout = shop.plan.nodes.flatMap((node) => (node.id === "lint" && "job" in node ? [node.job.timeout] : []))
    expect(lint).toMatchObject({ verdict: "failed", problem: { code: "SL4103" } })
    expect([lint?.duration]).toEqual(timeout)
  })
})

describe("simulations after each other", () => {
  test("a rollback goes back to the last verified release and builds and tests nothing", async () => {
    const first = await simulate(shop, { approvals })
    const second = await simulate(shop, {
      approvals,
      ledger: first.ledger,
      outcomes: { "smoke on production": "failed" },
    })
    expect(running(second)).toEqual({ staging: "v2", production: "v2" })
    const back = await simulate(shop, {
      lane: "rollback",
      environment: "production",
      reason: "the cart is empty",
      ledger: second.ledger,
    })
    expect(running(back)).toEqual({ staging: "v2", production: "v1" })
    expect(back.jobs.map(({ title }) => title)).toEqual(["deploy to production", "smoke on production"])
    expect(back.admissions).toMatchObject([{ environment: "production", admitted: true, version: "v1", at: 0 }])
    expect(back.records.map(({ kind }) => kind)).toEqual(["started", "finished", "check"])
  })

  test("what an admission refuses is told with every reason, and is recorded", async () => {
    const first = await simulate(shop, { approvals })
    const old = await simulate(shop, { approvals, ledger: first.ledger, source: { version: "old", number: 1 } })
    expect(old.admissions).toMatchObject([{ environment: "staging", admitted: false, reasons: [{ code: "SL6002" }] }])
    expect(old.records).toMatchObject([{ kind: "refused", environment: "staging" }])
    expect(running(old)).toEqual(running(first))

    const unjustified = await simulate(shop, { lane: "hotfix", ledger: first.ledger })
    expect(unjustified.admissions.flatMap(({ reasons }) => reasons.map(({ code }) => code))).toEqual(["SL6009"])
  })

  test("a hotfix needs only what its policy keeps", async () => {
    const trace = await simulate(shop, { lane: "hotfix", reason: "the shop is down", incident: "INC-7" })
    expect(trace.jobs.map(({ title }) => title)).not.toContain("lint")
    expect(running(trace).production).toBe("v1")
    expect(trace.records[0]).toMatchObject({ kind: "started", reason: "the shop is down", incident: "INC-7" })
  })

  test("a promotion takes its proofs from the ledger", async () => {
    const first = await simulate(shop)
    const promoted = await simulate(shop, {
      lane: "promote",
      environment: "production",
      version: "v1",
      reason: "the managers were away",
      ledger: first.ledger,
    })
    expect(promoted.admissions[0]?.reasons.map(({ message }) => message).join()).toContain("release managers")
    const whole = await simulate(shop, { approvals, outcomes: { "deploy to production": "failed" } })
    const again = await simulate(shop, {
      lane: "promote",
      environment: "production",
      version: "v1",
      reason: "the network was down",
      ledger: whole.ledger,
    })
    expect(running(again).production).toBe("v1")
  })

  test("leave each other's ledgers alone, and are the same each time", async () => {
    const first = await simulate(shop, { approvals })
    const before = JSON.stringify(first)
    const second = await simulate(shop, { approvals, ledger: first.ledger })
    expect(JSON.stringify(first)).toBe(before)
    expect(await simulate(shop, { approvals, ledger: first.ledger })).toEqual(second)
    expect(await simulate(shop, { approvals, ledger: JSON.parse(JSON.stringify(first.ledger)) })).toEqual(second)
    expect(second.version).toBe("v2")
    expect(Object.isFrozen(second.ledger.records[0])).toBe(true)
    expect(Object.isFrozen(second.jobs)).toBe(true)
  })
})

test("waits as long as the pipeline waits, in no time", async () => {
  const hold = gate("hold", sh`./hold.sh`, { timeout: "10 hours" })
  const slow = environment("slow", { requires: [hold] })
  const patient = pipeline("patient", { on: { schedule: "0 4 * * 1-5" } }, (source) =>
    source.pass(hold).deploy(slow, rollout({ deploy: () => sh`./deploy.sh` })),
  )
  const trace = await simulate(patient, {
    outcomes: { hold: { takes: "9 hours" } },
    now: Date.parse("2026-03-01T00:00:00Z"),
  })
  expect(trace).toMatchObject({ verdict: "passed", duration: 9 * 3_600_000 + 60_000 })
  expect(trace.records[0]?.at).toBe("2026-03-01T09:00:00.000Z")
})

describe("a simulation that makes no sense is refused", () => {
  test("names that the pipeline does not have, with those that are near", async () => {
    expect(await refused({ outcomes: { "smoke on stagin": "failed" } })).toEqual([
      "SL4601 the pipeline has no job 'smoke on stagin'. Did you mean 'smoke on staging'?",
    ])
    expect(await refused({ outcomes: { "release managers": "passed" } })).toEqual([
      "SL4601 the pipeline has no job 'release managers'. 'release managers' is an approval: name it in `approvals` where it is given.",
    ])
    expect(await refused({ approvals: ["managers"], allow: ["prod"] })).toEqual([
      "SL4005 the pipeline has no environment 'prod'. It has: staging, production.",
      "SL4006 the pipeline has no approval 'managers'. It has: release managers.",
    ])
    expect(await refused(JSON.parse('{"outcomes":{"__proto__":"failed","constructor":"failed"}}'))).toHaveLength(2)
  })

  test("values that mean nothing", async () => {
    const wrong = JSON.parse('{"outcomes":{"unit":"red","lint":{"takes":"soon"},"audit":[],"suite":[null]},"jobs":0}')
    expect(await refused(wrong)).toEqual([
      "SL4007 'unit' cannot end as 'red'. Give one of passed, failed, errored, timed out.",
      "SL4007 'lint' takes 'soon', which is not a duration. Write a number and a unit, such as \"90 seconds\" or \"10 minutes\".",
      "SL4007 the outcomes of 'audit' are an empty list. Say how its first attempt ends.",
      "SL4007 'suite' cannot end as 'null'. Give one of passed, failed, errored, timed out.",
      "SL4007 0 jobs cannot run at a time. Give a whole number from 1.",
    ])
    expect(await refused({ now: "tomorrow" })).toHaveLength(1)
    expect(await refused({ now: "2026-12-24T18:00:00" })).toHaveLength(1) // whose clock?
  })

  test("events, lanes and moments that cannot be", async () => {
    expect(await refused({ event: "schedule" })).toEqual([
      "SL4602 the pipeline does not react to a schedule. It reacts to a push, a person, a pull request.",
    ])
    expect(await refused({ lane: "hotfix", event: "push" })).toHaveLength(1)
    expect(await refused({ lane: "promote" })).toEqual([
      "SL4013 a promotion does not say where it goes. Name one environment: staging, production.",
      "SL4013 a promotion does not say what it promotes. Name a version that was deployed before; shipline status lists what runs where.",
    ])
    expect(await refused({ environment: "staging" })).toHaveLength(1)
    const { ledger } = await simulate(shop, { now: 100 * days })
    expect(await refused({ ledger, now: 99 * days })).toEqual([
      "SL4603 the simulation begins at 1970-04-10T00:00:00.000Z, and its ledger ends at 1970-04-11T00:04:00.000Z. Begin later, or leave `now` out.",
    ])
  })

  test("a release that the ledger does not have", async () => {
    const { ledger } = await simulate(shop, { approvals })
    const back = { lane: "rollback", environment: "production", reason: "it is bad", ledger } as const
    expect((await refused(back))[0]).toMatch(/^SL4307 /)
    expect((await refused({ ...back, version: "v9" }))[0]).toMatch(/^SL4306 the ledger does not know the version 'v9'/)
  })
})

test("lets a release soak for as long as the pipeline says", async () => {
  const look = gate("look", () => sh`./look.sh`)
  const canary = environment("canary")
  const overnight = soak(canary, "12 hours")
  const world = environment("world", { requires: [look.on(canary), overnight] })
  const how = rollout({ deploy: () => sh`./deploy.sh` })
  const slow = pipeline("slow", { on: { push: "main" } }, (source) =>
    source.deploy(canary, how).pass(look.on(canary)).pass(overnight).deploy(world, how),
  )
  const trace = await simulate(slow)
  expect(trace.jobs.map(({ title, started }) => [title, started / 60_000])).toEqual([
    ["deploy to canary", 0],
    ["look on canary", 1],
    ["soak of 12 hours on canary", 2],
    ["deploy to world", 2 + 12 * 60],
  ])
  expect(trace).toMatchObject({ verdict: "passed", duration: (3 + 12 * 60) * 60_000 })

  const early = await simulate(slow, {
    lane: "promote",
    environment: "world",
    version: "v1",
    reason: "it cannot wait",
    ledger: (await simulate(slow, { allow: ["canary"] })).ledger,
  })
  expect(early.admissions).toMatchObject([{ admitted: false, reasons: [{ code: "SL6010" }] }])
})
