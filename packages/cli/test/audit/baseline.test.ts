import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { SideChannel } from "@shipline/adapters"
import { expect, onTestFinished, test } from "vitest"
import { baselineText, hold, withNew } from "../../src/audit/baseline.js"
import { readBaseline } from "../../src/audit/baseline-file.js"

const fileWith = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), "baseline-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, "shipline.audit.json")
  writeFileSync(path, text)
  return path
}

test.each([
  ['{ "version": 1 }', 'the baseline is not of the shape { "version": 1, "entries": [] }'],
  ["{", "the baseline is no JSON"],
  ['{ "version": 1, "entries": [{}] }', "entry 1 of the baseline has no owner: who answers for it"],
  [
    '{ "version": 1, "entries": [{ "file": "a", "kind": "b", "subject": "c", "owner": " ", "reason": "d" }] }',
    "entry 1 of the baseline has no usable owner: who answers for it",
  ],
  [
    '{ "version": 1, "entries": [{ "file": "a", "kind": "b", "subject": "c", "owner": "d", "reason": "e", "until": "2026-02-31" }] }',
    "entry 1 of the baseline has no usable until: a day: 2027-03-31",
  ],
  [
    '{ "version": 1, "entries": [{ "file": "a", "kind": "b", "subject": "c", "owner": "d", "reason": "e", "line": 3 }] }',
    "entry 1 of the baseline has the key 'line', which Shipline does not know",
  ],
  [
    '{ "version": 1, "entries": [{ "file": "a", "kind": "b", "subject": "c", "owner": "d", "reason": "e" }, { "file": "a", "kind": "b", "subject": "c", "owner": "f", "reason": "g" }] }',
    "entry 2 of the baseline speaks for the same as one before it",
  ],
])("%s is refused", (text, says) => {
  expect(() => readBaseline(fileWith(text))).toThrow(`SL5701 ${says}`)
})

const channel = (more: Partial<SideChannel>): SideChannel => ({
  code: "SL3501",
  kind: "environment",
  file: "a.yml",
  line: 1,
  column: 1,
  job: "a",
  environments: ["production"],
  subject: "production",
  found: "production",
  through: [],
  message: "m",
  why: "w",
  hint: "h",
  ...more,
})

test("an entry speaks for the same thing wherever it stands, and for nothing else", () => {
  const { entries } = withNew(
    { version: 1, entries: [] },
    hold([channel({})], { version: 1, entries: [] }, "2026-11-28").judged,
    {
      owner: "ada",
      reason: "soon",
    },
  )
  const statusOf = (more: Partial<SideChannel>): string | undefined =>
    hold([channel(more)], { version: 1, entries }, "2026-11-28").judged[0]?.status
  expect(statusOf({ line: 90, column: 7, message: "other words", through: ["x.sh:1"] })).toBe("known")
  expect(statusOf({ file: "b.yml" })).toBe("new")
  expect(statusOf({ job: "b" })).toBe("new")
  expect(statusOf({ kind: "secret" })).toBe("new")
  expect(statusOf({ subject: "staging" })).toBe("new")
})

test("what is written is read again, sorted, and stays as it is", () => {
  const found = [channel({ file: "z.yml" }), channel({ file: "b.yml", job: "x" }), channel({ file: "b.yml", job: "c" })]
  const empty = { version: 1, entries: [] } as const
  const first = withNew(empty, hold(found, empty, "2026-11-28").judged, {
    owner: "ada",
    reason: "r",
    until: "2027-01-01",
  })
  expect(first.entries.map(({ file, job }) => `${file} ${job}`)).toEqual(["b.yml c", "b.yml x", "z.yml a"])
  expect(readBaseline(fileWith(baselineText(first))).baseline).toEqual(first)
  const again = hold(found, first, "2027-01-01")
  expect(again.judged.map(({ status }) => status)).toEqual(["known", "known", "known"])
  expect(withNew(first, again.judged, { owner: "eve", reason: "other" })).toEqual(first)
  expect(hold(found, first, "2027-01-02").judged.map(({ status }) => status)).toEqual(["ended", "ended", "ended"])
})
