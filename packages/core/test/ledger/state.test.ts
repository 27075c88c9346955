import {
  applyRecord,
  type EnvironmentState,
  emptyState,
  type RecordDraft,
  releaseKey,
  stateAt,
} from "@shipline/core/ledger"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  ada,
  at,
  block,
  checked,
  deployed,
  finished,
  linked,
  minutes,
  refused,
  release,
  settled,
  started,
  stateOf,
  unblock,
} from "./drafts.js"
import { randomChain } from "./random-records.js"

const twelve = release(12)
const thirteen = release(13)

/** What people ask of a state, in a line. */
const told = ({ current, running, failed }: EnvironmentState): string =>
  [
    `runs ${current?.release.version ?? "nothing"}`,
    ...(current?.verified === undefined ? [] : [`verified ${current.verified.slice(11, 16)}`]),
    ...(running === undefined ? [] : [`deploying ${running.release.version}`]),
    ...(failed === undefined ? [] : [`${failed.result} ${failed.release.version}`]),
  ].join(", ")

const cases: readonly (readonly [string, readonly RecordDraft[], string])[] = [
  ["nothing", [], "runs nothing"],
  ["a first deployment under way", [started(0, twelve)], "runs nothing, deploying 1.12.0"],
  ["a deployment that succeeded", [started(0, twelve), finished(1, 0)], "runs 1.12.0"],
  ["one without checks", [started(0, twelve, { checks: [] }), finished(1, 0)], "runs 1.12.0, verified 10:01"],
  ["one whose check passed", deployed(0, twelve), "runs 1.12.0, verified 10:02"],
  ["one whose check failed", [started(0, twelve), finished(1, 0), checked(2, twelve, "failed")], "runs 1.12.0"],
  [
    "one whose check could not tell",
    [started(0, twelve), finished(1, 0), checked(2, twelve, "inconclusive")],
    "runs 1.12.0",
  ],
  ["a check that another release passed", [started(0, twelve), finished(1, 0), checked(2, thirteen)], "runs 1.12.0"],
  ["a check that passed before the end", [started(0, twelve), checked(1, twelve), finished(2, 0)], "runs 1.12.0"],
  ["a verdict that was revoked", [...deployed(0, twelve), checked(9, twelve, "errored")], "runs 1.12.0"],
  [
    "a verdict that was revoked, and given again",
    [...deployed(0, twelve), checked(9, twelve, "failed"), checked(12, twelve)],
    "runs 1.12.0, verified 10:12",
  ],
  ["the same verdict once more", [...deployed(0, twelve), checked(9, twelve)], "runs 1.12.0, verified 10:02"],
  [
    "one of two checks",
    [started(0, twelve, { checks: ["smoke on production", "load"] }), finished(1, 0), checked(2, twelve)],
    "runs 1.12.0",
  ],
  [
    "both of two checks",
    [
      started(0, twelve, { checks: ["smoke on production", "load"] }),
      finished(1, 0),
      checked(5, twelve, "passed", "load"),
      checked(3, twelve),
    ],
    "runs 1.12.0, verified 10:05",
  ],
  [
    "a check that is not due, and fails",
    [...deployed(0, twelve), checked(9, twelve, "failed", "watch")],
    "runs 1.12.0, verified 10:02",
  ],
  ["the next deployment under way", [...deployed(0, twelve), started(9, thirteen)], "runs 1.12.0, deploying 1.13.0"],
  [
    "a check that passes while the next is under way",
    [started(0, twelve), finished(1, 0), started(2, thirteen), checked(3, twelve)],
    "runs 1.12.0, deploying 1.13.0",
  ],
  [
    "a deployment that failed: what ran before is no longer certain",
    [...deployed(0, twelve), started(9, thirteen), finished(10, 9, "failed")],
    "runs 1.12.0, failed 1.13.0",
  ],
  [
    "a check after a deployment that failed",
    [...deployed(0, twelve), started(9, thirteen), finished(10, 9, "cancelled"), checked(11, twelve)],
    "runs 1.12.0, cancelled 1.13.0",
  ],
  ["a deployment that was settled", [started(0, twelve), settled(5, 0)], "runs nothing, aborted 1.12.0"],
  ["an end that comes after that", [started(0, twelve), settled(5, 0), finished(6, 0)], "runs nothing, aborted 1.12.0"],
  [
    "an end that comes while another one is under way",
    [started(0, twelve), settled(5, 0), started(5, thirteen), finished(6, 0)],
    "runs nothing, deploying 1.13.0, aborted 1.12.0",
  ],
  [
    "a retry that succeeded",
    [...deployed(0, twelve), started(9, thirteen), finished(10, 9, "failed"), started(11, thirteen), finished(12, 11)],
    "runs 1.13.0",
  ],
  [
    "going back to what ran",
    [
      ...deployed(0, twelve),
      started(9, thirteen),
      finished(10, 9, "failed"),
      ...deployed(11, twelve, { lane: "rollback" }),
    ],
    "runs 1.12.0, verified 10:13",
  ],
  ["a refusal", [...deployed(0, twelve), refused(9, thirteen)], "runs 1.12.0, verified 10:02"],
  [
    "two that started at once, against the rules",
    [started(0, twelve), started(1, thirteen), finished(2, 0)],
    "runs nothing, deploying 1.13.0, aborted 1.12.0",
  ],
]

describe("the state after", () => {
  it.each(cases)("%s", (_what, drafts, expected) => {
    expect(told(stateOf(drafts))).toBe(expected)
  })
})

describe("the state", () => {
  it("knows who put what there, when, why, and by which run", () => {
    const run = { id: "77", url: "https://ci.example/77", attempt: 2 }
    const proofs = [{ proof: "unit", verdict: "passed", at: at(0) }] as const
    const state = stateOf([
      started(1, twelve, { run, proofs, lane: "hotfix", reason: "the till is down", incident: "INC-7" }),
      finished(2, 1),
    ])
    expect(state).toMatchObject({
      number: 2,
      current: { release: twelve, by: ada, at: at(1), since: at(2), run, proofs, lane: "hotfix" },
    })
    expect(state.current).toMatchObject({ reason: "the till is down", incident: "INC-7", deployment: "d1" })
    expect(state).not.toHaveProperty("running")
    expect(state.current).not.toHaveProperty("deadline")
  })

  it("remembers the newest release that went forward, whatever came of it", () => {
    const newest = (...drafts: readonly RecordDraft[]) => stateOf(drafts).newest?.version
    expect(newest(started(0, thirteen), finished(1, 0, "failed"))).toBe("1.13.0")
    expect(newest(...deployed(0, thirteen), ...deployed(5, twelve, { lane: "rollback" }))).toBe("1.13.0")
    expect(newest(...deployed(0, thirteen), ...deployed(5, twelve, { lane: "promote" }))).toBe("1.13.0")
    expect(newest(...deployed(0, twelve, { lane: "rollback" }))).toBeUndefined()
  })

  it("knows what the database is at: the highest that was put there, unless by going back", () => {
    const six = release(12, { schema: { version: 6, oldest: 5 } })
    const four = release(11, { schema: { version: 4, oldest: 4 } })
    const schema = (...drafts: readonly RecordDraft[]) => stateOf(drafts).schema
    expect(schema(started(0, six))).toBeUndefined()
    expect(schema(started(0, six), finished(1, 0))).toEqual({ version: 6, oldest: 5 })
    expect(schema(started(0, six), finished(1, 0, "failed"))).toEqual({ version: 6, oldest: 5 })
    expect(schema(started(0, six), settled(1, 0))).toEqual({ version: 6, oldest: 5 })
    expect(schema(...deployed(0, six), ...deployed(5, four))).toEqual({ version: 6, oldest: 5 })
    expect(schema(...deployed(0, six), ...deployed(5, release(13)))).toEqual({ version: 6, oldest: 5 })
    expect(schema(...deployed(0, six, { lane: "rollback" }))).toBeUndefined()
  })

  it("holds a block once, the last one, until it is lifted", () => {
    expect(stateOf([block(0, twelve), block(1, twelve, "worse"), block(2, thirteen)]).blocked).toEqual([
      { version: "1.12.0", key: releaseKey(twelve), reason: "worse", at: at(1), by: ada },
      { version: "1.13.0", key: releaseKey(thirteen), reason: "it loses orders", at: at(2), by: ada },
    ])
    expect(stateOf([block(0, twelve), unblock(1, twelve)]).blocked).toEqual([])
    expect(stateOf([unblock(0, twelve)]).blocked).toEqual([])
  })

  it("holds what was seen last", () => {
    const seen = (minute: number): RecordDraft => ({
      kind: "observation",
      id: `seen ${minute}`,
      environment: "production",
      at: at(minute),
      by: ada,
      source: "GET /version",
      artifacts: [{ name: "site", digest: `sha256:${`${minute}`.repeat(64)}` }],
    })
    expect(stateOf([seen(1), seen(2)]).observed).toEqual({
      at: at(2),
      artifacts: [{ name: "site", digest: `sha256:${"2".repeat(64)}` }],
    })
  })

  it("stays small, whatever is recorded about what runs", () => {
    const many = Array.from({ length: 500 }, (_, index) => checked(3 + index, twelve, "failed", `watch ${index}`))
    const often = Array.from({ length: 500 }, (_, index) => checked(600 + index, twelve))
    const state = stateOf([...deployed(0, twelve), ...many, ...often])
    expect(state.current?.results).toHaveLength(21)
    expect(state.current?.results.filter(({ proof }) => proof === "smoke on production")).toHaveLength(1)
    expect(state.current?.verified).toBe(at(2))
    expect(JSON.stringify(state).length).toBeLessThan(6_000)
  })
})

describe("a deployment that does not end", () => {
  const drafts = [...deployed(0, twelve), started(9, thirteen)]
  it("is under way until its deadline, and aborted from then on", () => {
    const state = stateOf(drafts)
    expect(stateAt(state, minutes(69) - 1)).toBe(state)
    expect(told(stateAt(state, minutes(69)))).toBe("runs 1.12.0, aborted 1.13.0")
    expect(stateAt(state, minutes(69)).failed?.at).toBe(at(69))
  })
  it("is what it will be once somebody has settled it", () => {
    const { at: _, ...settledThen } = stateOf([...drafts, settled(69, 9)]).failed ?? {}
    expect(stateAt(stateOf(drafts), minutes(69)).failed).toMatchObject(settledThen)
  })
  it("waits for somebody who settles it where nobody can read its deadline", () => {
    const state = stateOf([started(0, twelve, { deadline: "soon" })])
    expect(stateAt(state, minutes(9_999))).toBe(state)
  })
})

describe("folding", () => {
  it("is the same step by step, whole, from any point on, and after a way through JSON", () => {
    fc.assert(
      fc.property(randomChain, fc.nat(30), (chain, cut) => {
        const whole = chain.reduce(applyRecord, emptyState("production"))
        const parsed: typeof chain = JSON.parse(JSON.stringify(chain))
        expect(parsed.reduce(applyRecord, emptyState("production"))).toStrictEqual(whole)
        const half: EnvironmentState = JSON.parse(
          JSON.stringify(chain.slice(0, cut).reduce(applyRecord, emptyState("production"))),
        )
        const rest = chain.slice(cut).reduce(applyRecord, half)
        expect(rest).toStrictEqual(whole)
        expect(JSON.stringify(rest)).toBe(JSON.stringify(whole))
      }),
      { numRuns: 500 },
    )
  })

  it("changes no state that it was given", () => {
    const freeze = <T>(data: T): T => {
      if (typeof data === "object" && data !== null) Object.values(data).forEach(freeze)
      return Object.freeze(data)
    }
    fc.assert(
      fc.property(randomChain, (chain) => {
        let state = freeze(emptyState("production"))
        for (const record of freeze(chain)) state = freeze(applyRecord(state, record))
        expect(state.number).toBe(chain.length)
      }),
    )
  })

  it("never says that what runs is verified while another deployment is under way or after one has failed", () => {
    fc.assert(
      fc.property(randomChain, (chain) => {
        let state = emptyState("production")
        for (const record of chain) {
          state = applyRecord(state, record)
          const uncertain = state.running !== undefined || state.failed !== undefined
          if (uncertain) expect(state.current?.verified).toBeUndefined()
        }
      }),
      { numRuns: 500 },
    )
  })

  it("numbers the state as the last record", () => {
    expect(linked(deployed(0, twelve)).reduce(applyRecord, emptyState("production")).number).toBe(3)
  })
})
