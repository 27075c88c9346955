import { type AdmissionRequest, openDeployment } from "@shipline/core"
import { decodeRecord } from "@shipline/core/schema"
import { describe, expect, it } from "vitest"
import { ada, at, deployed, linked, minutes, pipeline, release, started, stateOf } from "../../ledger/drafts.js"
import { all, evidence, policy, request } from "./requests.js"

const run = { id: "88", url: "https://ci.example/88" }
const about = {
  deployment: "run-88/deploy-production",
  by: ada,
  commits: { count: 2, ids: ["commit14", "commit13"] },
  within: 30 * 60_000,
  pipeline,
}
const open = (more: Partial<AdmissionRequest> = {}, told: object = {}) =>
  openDeployment(request(more), { ...about, ...told })
const frozen = {
  ...policy,
  freeze: [{ recurs: "daily", from: "00:00", to: "23:59", zone: "UTC" } as const],
}
const common = { environment: "production", at: at(100), by: ada, deployment: about.deployment }

describe("a deployment that is opened", () => {
  it("is a record of everything that it was admitted on", () => {
    const { admission, drafts } = open(
      { state: stateOf(deployed(0, release(12))), lane: "hotfix", reason: "the till is down" },
      { run, incident: "INC-7" },
    )
    expect(admission).toEqual({ admitted: true, overrides: [] })
    expect(drafts).toEqual([
      {
        kind: "started",
        id: "run-88/deploy-production/started",
        ...common,
        run,
        lane: "hotfix",
        release: release(14),
        from: "1.12.0",
        commits: about.commits,
        proofs: all,
        checks: ["smoke on production"],
        deadline: at(130),
        pipeline,
        reason: "the till is down",
        incident: "INC-7",
      },
    ])
  })

  it("holds only the keys that are known, and the latest verdict of each proof", () => {
    const [draft] = open({ evidence: [...all, evidence("unit", "passed", 7), evidence("lint", "failed")] }).drafts
    expect(Object.keys(draft ?? {}).sort()).toEqual(
      "at by checks commits deadline deployment environment id kind lane pipeline proofs release".split(" "),
    )
    expect(draft).toMatchObject({
      proofs: [
        evidence("deployed to staging"),
        evidence("unit", "passed", 7),
        evidence("smoke on staging"),
        evidence("lint", "failed"),
      ],
    })
  })

  it("records an override that it needed before itself, and no other", () => {
    const overrides = [{ rule: "freeze", reason: "the law asks for it" } as const]
    expect(open({ policy: frozen, overrides }, { incident: "INC-7" }).drafts).toMatchObject([
      {
        kind: "override",
        id: "run-88/deploy-production/override-freeze",
        ...common,
        rule: "freeze",
        reason: "the law asks for it",
        incident: "INC-7",
      },
      { kind: "started" },
    ])
    expect(open({ overrides }).drafts.map(({ kind }) => kind)).toEqual(["started"])
  })

  it("settles what has outlived its deadline, in the same step", () => {
    const state = stateOf([started(0, release(12))])
    expect(open({ state, now: minutes(60) - 1 }).drafts.map(({ kind }) => kind)).toEqual(["refused"])
    const { drafts } = open({ state, now: minutes(60) }, { run })
    expect(drafts.map(({ kind }) => kind)).toEqual(["settled", "started"])
    expect(drafts[0]).toEqual({
      kind: "settled",
      id: "run-88/deploy-production/settled",
      environment: "production",
      at: at(60),
      by: ada,
      run,
      deployment: "d0",
      result: "aborted",
      reason: `it did not end before its deadline ${at(60)}`,
    })
    const dead = open({ state, now: minutes(60), evidence: [] })
    expect(dead.drafts.map(({ kind }) => kind)).toEqual(["settled", "refused"])
  })
})

describe("a deployment that is refused", () => {
  it("is a record of every reason, and keeps what it had proved", () => {
    const { admission, drafts } = open({ lane: "promote", evidence: all.slice(1) }, { run })
    expect(admission.admitted).toBe(false)
    expect(drafts).toEqual([
      {
        kind: "refused",
        id: "run-88/deploy-production/refused",
        ...common,
        run,
        lane: "promote",
        release: release(14),
        proofs: all.slice(1),
        reasons: [
          { code: "SL6009", message: "a promotion needs a reason" },
          {
            code: "SL6001",
            message: "production is out of reach: this candidate is not yet deployed to 'staging'",
          },
        ],
        pipeline,
      },
    ])
  })

  it("records no override: nothing was set aside", () => {
    const overrides = [{ rule: "freeze", reason: "the law asks for it" } as const]
    expect(open({ policy: frozen, overrides, evidence: [] }).drafts.map(({ kind }) => kind)).toEqual(["refused"])
  })
})

describe("the drafts", () => {
  it("become records that every version reads, each with an id of its own", () => {
    const state = stateOf([started(0, release(12))])
    const overrides = [{ rule: "freeze", reason: "the law asks for it" } as const]
    const { drafts } = open({ state, policy: frozen, overrides }, { run, incident: "INC-7" })
    expect(drafts.map(({ kind }) => kind)).toEqual(["settled", "override", "started"])
    const records = linked([started(0, release(12)), ...drafts])
    expect(records.map((record) => decodeRecord(JSON.stringify(record)))).toEqual(records)
    expect(new Set(records.map(({ id }) => id)).size).toBe(4)
    expect(stateOf([started(0, release(12)), ...drafts])).toMatchObject({
      running: { release: release(14), deadline: at(130) },
      failed: { release: { version: "1.12.0" }, result: "aborted" },
    })
  })

  it("close the door behind themselves", () => {
    const { drafts } = open()
    expect(open({ state: stateOf(drafts) }, { deployment: "another" }).admission).toMatchObject({
      admitted: false,
      reasons: [{ code: "SL6005" }],
    })
  })
})
