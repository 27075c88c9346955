import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { FreezeWindow } from "../../src/plan/index.js"
import { freezeAt } from "../../src/policy/freeze.js"

const once = (from: string, to: string, zone = "Europe/Berlin"): FreezeWindow => ({ recurs: "once", from, to, zone })
const daily = (from: string, to: string, zone = "Europe/Berlin"): FreezeWindow => ({ recurs: "daily", from, to, zone })
const weekly = (from: string, to: string, zone = "Europe/Berlin"): FreezeWindow => ({
  recurs: "weekly",
  from,
  to,
  zone,
})

/** What is frozen and what is not, by moments in UTC. In Berlin it is an hour later in winter, two in summer. */
const table: readonly (readonly [string, FreezeWindow, readonly string[], readonly string[]])[] = [
  [
    "once, from its first minute to before its last",
    once("2026-12-23T18:00", "2027-01-02T08:00"),
    ["2026-12-23T17:00:00.000Z", "2026-12-31T23:59:59.999Z", "2027-01-02T06:59:59.999Z"],
    ["2026-12-23T16:59:59.999Z", "2027-01-02T07:00:00.000Z", "2025-12-25T12:00:00.000Z", "2027-12-25T12:00:00.000Z"],
  ],
  [
    "once, in a zone far ahead",
    once("2026-12-24T00:00", "2026-12-25T00:00", "Pacific/Kiritimati"),
    ["2026-12-23T10:00:00.000Z", "2026-12-24T09:59:00.000Z"],
    ["2026-12-23T09:59:00.000Z", "2026-12-24T10:00:00.000Z"],
  ],
  [
    "once, in a zone of half hours",
    once("2026-12-24T00:00", "2026-12-25T00:00", "Asia/Kolkata"),
    ["2026-12-23T18:30:00.000Z", "2026-12-24T18:29:00.000Z"],
    ["2026-12-23T18:29:00.000Z", "2026-12-24T18:30:00.000Z"],
  ],
  [
    "daily",
    daily("09:00", "17:00"),
    ["2026-11-23T08:00:00.000Z", "2026-11-29T15:59:59.999Z", "2026-07-01T07:00:00.000Z"],
    ["2026-11-23T07:59:59.999Z", "2026-11-23T16:00:00.000Z", "2026-07-01T15:00:00.000Z"],
  ],
  [
    "daily, over midnight",
    daily("22:00", "06:00"),
    ["2026-11-23T21:00:00.000Z", "2026-11-23T23:00:00.000Z", "2026-11-24T04:59:59.999Z"],
    ["2026-11-23T20:59:59.999Z", "2026-11-24T05:00:00.000Z", "2026-11-23T12:00:00.000Z"],
  ],
  [
    "daily, until midnight",
    daily("22:00", "00:00"),
    ["2026-11-23T21:00:00.000Z", "2026-11-23T22:59:59.999Z"],
    ["2026-11-23T23:00:00.000Z", "2026-11-23T20:59:00.000Z"],
  ],
  [
    "weekly",
    weekly("tuesday 12:00", "thursday 12:00"),
    ["2026-11-24T11:00:00.000Z", "2026-11-25T03:00:00.000Z", "2026-11-26T10:59:59.999Z"],
    ["2026-11-24T10:59:59.999Z", "2026-11-26T11:00:00.000Z", "2026-11-23T12:00:00.000Z", "2026-11-29T12:00:00.000Z"],
  ],
  [
    "weekly, over the end of the week",
    weekly("friday 16:00", "monday 08:00"),
    ["2026-11-27T15:00:00.000Z", "2026-11-29T23:30:00.000Z", "2026-11-30T06:59:59.999Z"],
    ["2026-11-27T14:59:59.999Z", "2026-11-30T07:00:00.000Z", "2026-11-25T12:00:00.000Z"],
  ],
  [
    "weekly, on one day",
    weekly("friday 16:00", "friday 18:00"),
    ["2026-11-27T15:00:00.000Z", "2026-11-27T16:59:00.000Z"],
    ["2026-11-27T17:00:00.000Z", "2026-11-26T15:30:00.000Z"],
  ],
  [
    "weekly, by the day of its own zone",
    weekly("monday 00:00", "tuesday 00:00", "America/Los_Angeles"),
    ["2026-11-23T08:00:00.000Z", "2026-11-24T07:59:00.000Z"],
    ["2026-11-23T07:59:00.000Z", "2026-11-24T08:00:00.000Z"],
  ],
  // 29 March 2026: at 02:00 the clock shows 03:00, which is 01:00 in UTC.
  [
    "from a time that the clock leaps over",
    once("2026-03-29T02:30", "2026-03-29T04:00"),
    ["2026-03-29T01:00:00.000Z", "2026-03-29T01:59:00.000Z"],
    ["2026-03-29T00:59:59.999Z", "2026-03-29T02:00:00.000Z"],
  ],
  [
    "until a time that the clock leaps over",
    daily("01:00", "02:30"),
    ["2026-03-29T00:00:00.000Z", "2026-03-29T00:59:59.999Z"],
    ["2026-03-29T01:00:00.000Z", "2026-03-28T23:59:59.999Z"],
  ],
  // 25 October 2026: at 03:00 the clock shows 02:00 again, which is 01:00 in UTC.
  [
    "from a time that the clock shows twice",
    once("2026-10-25T02:30", "2026-10-25T04:00"),
    ["2026-10-25T00:30:00.000Z", "2026-10-25T01:00:00.000Z", "2026-10-25T01:15:00.000Z", "2026-10-25T02:59:00.000Z"],
    ["2026-10-25T00:29:59.999Z", "2026-10-25T03:00:00.000Z"],
  ],
  [
    "until a time that the clock shows twice",
    daily("22:00", "02:30"),
    ["2026-10-24T20:00:00.000Z", "2026-10-25T00:29:00.000Z", "2026-10-25T00:45:00.000Z", "2026-10-25T01:29:59.999Z"],
    ["2026-10-25T01:30:00.000Z", "2026-10-24T19:59:00.000Z"],
  ],
  [
    "within the hour that the clock shows twice, without a gap",
    weekly("sunday 02:10", "sunday 02:20"),
    ["2026-10-25T00:10:00.000Z", "2026-10-25T00:40:00.000Z", "2026-10-25T01:19:59.999Z"],
    ["2026-10-25T00:09:59.999Z", "2026-10-25T01:20:00.000Z"],
  ],
  // 5 April 2026, Lord Howe: at 02:00 the clock is put back by half an hour, which is 15:00 in UTC.
  [
    "where the clock is put back by half an hour",
    once("2026-04-05T01:45", "2026-04-05T03:00", "Australia/Lord_Howe"),
    ["2026-04-04T14:45:00.000Z", "2026-04-04T15:05:00.000Z", "2026-04-04T16:29:00.000Z"],
    ["2026-04-04T14:44:00.000Z", "2026-04-04T16:30:00.000Z"],
  ],
  // 25 October 2026, Troll: at 03:00 the clock is put back by two hours, which is 01:00 in UTC.
  [
    "where the clock is put back by two hours",
    once("2026-10-25T02:30", "2026-10-25T04:00", "Antarctica/Troll"),
    ["2026-10-25T00:30:00.000Z", "2026-10-25T01:00:00.000Z", "2026-10-25T02:15:00.000Z", "2026-10-25T03:59:00.000Z"],
    ["2026-10-25T00:29:00.000Z", "2026-10-25T04:00:00.000Z"],
  ],
]

describe("an environment is frozen", () => {
  it.each(table)("%s", (_what, window, frozen, open) => {
    expect(frozen.filter((moment) => !freezeAt(window, Date.parse(moment)))).toEqual([])
    expect(open.filter((moment) => freezeAt(window, Date.parse(moment)))).toEqual([])
  })

  it("never by a window without a length that comes again", () => {
    expect(freezeAt(daily("10:00", "10:00", "UTC"), Date.parse("2026-11-23T10:00:00.000Z"))).toBe(false)
  })

  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Antarctica/Troll")
  const moments = fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2028-01-01") })
  const hour = fc
    .integer({ min: 0, max: 47 })
    .map((half) => `${`${half >> 1}`.padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`)

  it("for one stretch, if it is frozen once: no clock makes a gap", () => {
    fc.assert(
      fc.property(zones, moments, fc.integer({ min: 1, max: 60 }), (zone, start, halfHours) => {
        const half = 1_800_000
        const wall = (at: number) =>
          new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" })
            .format(at)
            .replace(" ", "T")
        const from = Math.floor(start / half) * half
        const window = once(wall(from), wall(from + halfHours * half), zone)
        const frozen = Array.from({ length: halfHours + 16 }, (_, index) =>
          freezeAt(window, from + (index - 8) * half) ? "#" : ".",
        ).join("")
        expect(frozen).toMatch(/^\.*#*\.*$/)
      }),
      { numRuns: 300 },
    )
  })

  it("at every moment by a window or by the one that fills the rest of the day", () => {
    fc.assert(
      fc.property(zones, moments, hour, hour, (zone, now, from, to) => {
        fc.pre(from !== to)
        expect(freezeAt(daily(from, to, zone), now) || freezeAt(daily(to, from, zone), now)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
