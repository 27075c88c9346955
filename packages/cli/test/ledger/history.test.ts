import type { RecordDraft } from "@shipline/core/ledger"
import * as CliOutput from "effect/cli/CliOutput"
import { expect, test } from "vitest"
import { historyOf } from "../../src/ledger/history.js"
import { readBack } from "../../src/ledger/read-back.js"
import type { Canvas } from "../../src/render/fitted-table.js"
import { historyText } from "../../src/render/history-text.js"
import { at, digest, draftsFor, grace, ledgerOf, release } from "../support/records.js"

const now = Date.parse(at(24, "12:00"))
const canvas: Canvas = { paint: (_tone, text) => text, width: CliOutput.displayWidth, columns: 80 }
const production = draftsFor("production")
const [first, second, third] = [release("a", 400), release("b", 403), release("c", 404, 24)]

const records = async (...drafts: readonly RecordDraft[]) =>
  (await (await ledgerOf(...drafts)).read("production")).toReversed()

const everything: readonly RecordDraft[] = [
  production.started(at(20, "10:00"), first),
  production.finished(at(20, "10:03"), first),
  production.check(at(20, "10:04"), first, "smoke on production"),
  production.refused(at(21, "09:00"), second, {
    reasons: [
      { code: "SL6001", message: "production is out of reach: this candidate has not passed 'unit'" },
      { code: "SL6004", message: "production is frozen: until 2026-11-22 08:00 (Europe/Berlin), because of the fair" },
    ],
  }),
  production.override(at(21, "10:00"), second, "the fair needs the new prices\nand nobody else does"),
  production.started(at(21, "10:00"), second, {
    by: grace,
    lane: "hotfix",
    reason: "prices are wrong",
    incident: "INC-7",
    from: first.version,
    commits: { count: 3, ids: [] },
  }),
  production.finished(at(21, "10:00"), second, { at: "2026-11-21T10:00:07.250Z" }),
  production.check(at(21, "10:02"), second, "smoke on production", { verdict: "failed" }),
  production.note(at(21, "10:10"), 6, "the outage began here"),
  production.block(at(21, "10:30"), second, "prices are still wrong"),
  production.started(at(22, "10:00"), third, { from: second.version }),
  production.settled(at(22, "10:40"), third, { by: grace, reason: "the laptop died" }),
  production.unblock(at(22, "11:00"), second, "they were right after all"),
  production.observed(at(22, "12:00"), [{ name: "shop", digest: digest("a") }]),
  production.started(at(23, "10:00"), third, { deployment: "again", from: second.version }),
  production.started(at(24, "11:59"), third, { deployment: "once more", from: second.version }),
]

test("tells everything below the deployment that it is about, newest first", async () => {
  const entries = historyOf(await records(...everything), now)
  expect(historyText("production", entries.toReversed(), canvas)).toBe(`production, newest first; times are UTC

2026-11-24 11:59  release  20261124.101500-cccccccc  running    Ada Lovelace
    1 commit since 20261123.101500-bbbbbbbb
2026-11-23 10:00  release  20261124.101500-cccccccc  aborted    Ada Lovelace
    1 commit since 20261123.101500-bbbbbbbb
    it never ended; its deadline was 2026-11-23 11:00
2026-11-22 12:00  look                               seen       Ada Lovelace
    GET https://shop.example/version
    shop sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
2026-11-22 11:00  unblock  20261123.101500-bbbbbbbb  unblocked  Ada Lovelace
    because: they were right after all
2026-11-22 10:00  release  20261124.101500-cccccccc  aborted    Ada Lovelace
    1 commit since 20261123.101500-bbbbbbbb; took 40 min
    settled: the laptop died (grace@laptop, 2026-11-22 10:40)
2026-11-21 10:30  block    20261123.101500-bbbbbbbb  blocked    Ada Lovelace
    because: prices are still wrong
2026-11-21 10:00  hotfix   20261123.101500-bbbbbbbb  succeeded  grace@laptop
    3 commits since 20261123.101500-aaaaaaaa; took 7.3 s
    because: prices are wrong, INC-7
    freeze set aside: the fair needs the new prices and nobody else does (Ada
    Lovelace, 2026-11-21 10:00)
    'smoke on production' failed (Ada Lovelace, 2026-11-21 10:02)
    note: the outage began here (Ada Lovelace, 2026-11-21 10:10)
2026-11-21 09:00  release  20261123.101500-bbbbbbbb  refused    Ada Lovelace
    SL6001 production is out of reach: this candidate has not passed 'unit'
    SL6004 production is frozen: until 2026-11-22 08:00 (Europe/Berlin), because
    of the fair
2026-11-20 10:00  release  20261123.101500-aaaaaaaa  succeeded  Ada Lovelace
    the first one here; took 3 min
    'smoke on production' passed (Ada Lovelace, 2026-11-20 10:04)
`)
})

test("reads no further back than needed, and never shows half a deployment", async () => {
  const store = await ledgerOf(...everything)
  const asked: (number | undefined)[] = []
  const read = (name: string, most?: number) => {
    asked.push(most)
    return store.read(name, most)
  }
  const whole = historyOf((await store.read("production")).toReversed(), now)
  for (let limit = 1; limit <= whole.length; limit++) {
    const some = await readBack({ ...store, read }, "production", now, ({ length }) => length > limit, 2 * limit)
    expect(some.slice(-limit)).toEqual(whole.slice(-limit))
  }
  expect(asked[0]).toBe(2)
})

test("a check of a release that is not in sight is left out, and so is a note about it", async () => {
  const all = await records(...everything)
  const [entry, ...more] = historyOf(all.slice(2, 4), now)
  expect(more).toEqual([])
  expect(entry).toMatchObject({ kind: "record", record: { kind: "refused" }, annotations: [] })
})
