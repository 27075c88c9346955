import { experienceOf, pastDeployments, type RecordDraft, releaseKey, rollbackTarget } from "@shipline/core/ledger"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
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
} from "./drafts.js"
import { randomChain } from "./random-records.js"

const eleven = release(11)
const twelve = release(12)
const thirteen = release(13)

/** Each past deployment in a line, an hour and forty minutes after the first one. */
const told = (drafts: readonly RecordDraft[], now = 100): readonly string[] =>
  pastDeployments(linked(drafts), minutes(now)).map(
    ({ release: { version }, result, verified, soaked, failedChecks }) =>
      [
        `${version} ${result}`,
        ...(verified ? ["verified"] : []),
        ...(soaked > 0 ? [`${soaked / 60_000} min`] : []),
        ...(failedChecks === undefined ? [] : [`not ${failedChecks.join(", ")}`]),
      ].join(", "),
  )

const cases: readonly (readonly [string, readonly RecordDraft[], readonly string[]])[] = [
  ["nothing", [], []],
  ["one under way", [started(0, twelve)], ["1.12.0 running"]],
  ["one that runs, verified, until now", deployed(0, twelve), ["1.12.0 succeeded, verified, 98 min"]],
  ["one that runs, not yet verified", [started(0, twelve), finished(1, 0)], ["1.12.0 succeeded"]],
  ["one without checks", [started(0, twelve, { checks: [] }), finished(1, 0)], ["1.12.0 succeeded, verified, 99 min"]],
  [
    "one that was followed: its time ends where the next one starts",
    [...deployed(0, twelve), ...deployed(50, thirteen)],
    ["1.12.0 succeeded, verified, 48 min", "1.13.0 succeeded, verified, 48 min"],
  ],
  [
    "one that was followed by a failure: its time ends all the same",
    [...deployed(0, twelve), started(50, thirteen), finished(51, 50, "failed")],
    ["1.12.0 succeeded, verified, 48 min", "1.13.0 failed"],
  ],
  [
    "one that was followed by a refusal: its time goes on",
    [...deployed(0, twelve), refused(50, thirteen)],
    ["1.12.0 succeeded, verified, 98 min", "1.13.0 refused"],
  ],
  [
    "a check that failed later",
    [...deployed(0, twelve), checked(50, twelve, "failed")],
    ["1.12.0 succeeded, not smoke on production"],
  ],
  [
    "a check that failed, and passed again: time starts anew",
    [...deployed(0, twelve), checked(50, twelve, "errored"), checked(60, twelve)],
    ["1.12.0 succeeded, verified, 40 min"],
  ],
  [
    "a check that failed while the next one was under way: nobody knows what it saw",
    [...deployed(0, twelve), started(50, thirteen), checked(51, twelve, "failed"), finished(52, 50)],
    ["1.12.0 succeeded, verified, 48 min", "1.13.0 succeeded"],
  ],
  [
    "the same release put there again: time starts anew",
    [...deployed(0, twelve), ...deployed(50, twelve)],
    ["1.12.0 succeeded, verified, 48 min", "1.12.0 succeeded, verified, 48 min"],
  ],
  ["one that was settled", [started(0, twelve), settled(9, 0)], ["1.12.0 aborted"]],
  ["one that was settled, and ended later", [started(0, twelve), settled(9, 0), finished(10, 0)], ["1.12.0 aborted"]],
  [
    "two that started at once, against the rules",
    [started(0, twelve), started(1, thirteen), finished(2, 0), finished(3, 1)],
    ["1.12.0 aborted", "1.13.0 succeeded"],
  ],
  ["one that was cancelled", [started(0, twelve), finished(1, 0, "cancelled")], ["1.12.0 cancelled"]],
  [
    "what others wrote with a clock that is ahead",
    [...deployed(0, twelve), block(9_000, thirteen)],
    ["1.12.0 succeeded, verified, 98 min"],
  ],
]

describe("past deployments: ", () => {
  it.each(cases)("%s", (_what, drafts, expected) => {
    expect(told(drafts)).toEqual(expected)
  })

  it("keep what they were admitted on", () => {
    const proofs = [{ proof: "unit", verdict: "passed", at: "2026-11-23T10:00:00.000Z" }] as const
    expect(pastDeployments(linked([started(0, twelve, { proofs })]), minutes(1))[0]).toMatchObject({
      deployment: "d0",
      lane: "release",
      release: twelve,
      proofs,
    })
  })

  it("have never soaked when the clock runs backwards", () => {
    expect(told(deployed(0, twelve), -5)).toEqual(["1.12.0 succeeded, verified"])
  })

  it("are the same after a way through JSON, each once, and never soaked for longer than there was time", () => {
    fc.assert(
      fc.property(randomChain, (chain) => {
        const now = Math.max(0, ...chain.map(({ at }) => Date.parse(at))) + 60_000
        const past = pastDeployments(chain, now)
        expect(pastDeployments(JSON.parse(JSON.stringify(chain)), now)).toStrictEqual(past)
        expect(past.map(({ deployment }) => deployment)).toEqual(
          chain.flatMap((one) => (one.kind === "started" || one.kind === "refused" ? [one.deployment] : [])),
        )
        const first = Math.min(now, ...chain.map(({ at }) => Date.parse(at)))
        for (const { soaked, verified, result, failedChecks } of past) {
          expect(soaked).toBeGreaterThanOrEqual(0)
          expect(soaked).toBeLessThanOrEqual(now - first)
          if (soaked > 0) expect(verified).toBe(true)
          if (verified) expect([result, failedChecks]).toEqual(["succeeded", undefined])
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe("what is known of a release", () => {
  const known = (...drafts: readonly RecordDraft[]) =>
    experienceOf(pastDeployments(linked(drafts), minutes(100)), releaseKey(twelve))

  it("is nothing where it never ran, or never succeeded", () => {
    const nothing = { ran: false, verified: false, failedChecks: [], soaked: 0 }
    expect(known()).toEqual(nothing)
    expect(known(started(0, twelve))).toEqual(nothing)
    expect(known(started(0, twelve), finished(1, 0, "failed"))).toEqual(nothing)
    expect(known(refused(0, twelve), ...deployed(1, thirteen))).toEqual(nothing)
  })

  it("is its longest time, over several deployments", () => {
    const known3 = known(...deployed(0, twelve), ...deployed(50, thirteen), ...deployed(60, twelve))
    expect(known3).toEqual({ ran: true, verified: true, failedChecks: [], soaked: 48 * 60_000 })
  })

  it("is taken back by a check that fails when it runs there again, and given again by one that passes", () => {
    const failing = [...deployed(0, twelve), ...deployed(50, thirteen), started(60, twelve), finished(61, 60)]
    expect(known(...failing)).toMatchObject({ verified: true, soaked: 48 * 60_000 })
    expect(known(...failing, checked(62, twelve, "failed"))).toEqual({
      ran: true,
      verified: false,
      failedChecks: ["smoke on production"],
      soaked: 0,
    })
    expect(known(...failing, checked(62, twelve, "failed"), checked(63, twelve))).toMatchObject({ verified: true })
  })
})

describe("a rollback that names no version goes", () => {
  const target = (...drafts: readonly RecordDraft[]) =>
    rollbackTarget(pastDeployments(linked(drafts), minutes(100)), stateOf(drafts))?.release.version
  const three = [...deployed(0, eleven), ...deployed(10, twelve), ...deployed(20, thirteen)]

  it("nowhere from nothing, and from a first release", () => {
    expect(target()).toBeUndefined()
    expect(target(...deployed(0, twelve))).toBeUndefined()
    expect(target(started(0, twelve))).toBeUndefined()
  })
  it("to the one before", () => expect(target(...three)).toBe("1.12.0"))
  it("further back each time, never forth", () => {
    const once = [...three, ...deployed(30, twelve, { lane: "rollback" })]
    expect(target(...once)).toBe("1.11.0")
    expect(target(...once, ...deployed(40, eleven, { lane: "rollback" }))).toBeUndefined()
  })
  it("past what never passed its checks, what no longer does, and what is blocked", () => {
    const unverified = [...deployed(0, eleven), started(10, twelve), finished(11, 10), ...deployed(20, thirteen)]
    expect(target(...unverified)).toBe("1.11.0")
    const failing = [
      ...deployed(0, eleven),
      ...deployed(10, twelve),
      checked(15, twelve, "failed"),
      ...deployed(20, thirteen),
    ]
    expect(target(...failing)).toBe("1.11.0")
    expect(target(...three, block(30, twelve))).toBe("1.11.0")
  })
  it("to what ran, where the next deployment failed", () => {
    expect(target(...deployed(0, twelve), started(10, thirteen), finished(11, 10, "failed"))).toBe("1.12.0")
    expect(target(...deployed(0, twelve), started(10, thirteen), settled(11, 10))).toBe("1.12.0")
  })
  it("not to what a rollback was to leave, where that failed", () => {
    const failed = [...three, started(30, twelve, { lane: "rollback" }), finished(31, 30, "failed")]
    expect(target(...failed)).toBe("1.12.0")
    expect(target(...three, started(30, twelve, { lane: "rollback" }), settled(31, 30))).toBe("1.12.0")
    expect(target(...failed, started(40, release(14)), finished(41, 40, "failed"))).toBe("1.13.0")
  })
  it("past the same artifacts under another version", () => {
    const same = release(12, { content: "content 13" })
    expect(target(...deployed(0, eleven), ...deployed(10, same), ...deployed(20, thirteen))).toBe("1.11.0")
  })
  it("the same way fast, however long the history", () => {
    const long = Array.from({ length: 1_000 }, (_, index) => [
      started(index * 10, release(index)),
      finished(index * 10 + 1, index * 10),
    ]).flat()
    expect(target(...long)).toBeUndefined()
  })
})
