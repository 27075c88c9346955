import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { ShiplineError } from "@shipline/core"
import type { LedgerRecord, RecordOf } from "@shipline/core/ledger"
import { decodeRecord, recordJsonSchema, type recordSchema } from "@shipline/core/schema"
import { Ajv2020 } from "ajv/dist/2020.js"
import fc from "fast-check"
import { describe, expect, expectTypeOf, test } from "vitest"
import type * as z from "zod"
import { finished, linked, release, started } from "../ledger/drafts.js"
import { randomChain, randomRecord } from "../ledger/random-records.js"

const file = fileURLToPath(new URL("../../record.schema.json", import.meta.url))
const write = (record: unknown): string => `${JSON.stringify(record, null, 2)}\n`

type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T
type Read = Frozen<z.infer<typeof recordSchema>>

/** What is wrong with a text, by path. */
const wrong = (text: string): readonly string[] => {
  try {
    decodeRecord(text)
  } catch (error) {
    if (!(error instanceof ShiplineError)) throw error
    expect(error.problems.map(({ code }) => code)).toEqual(error.problems.map(() => "SL6013"))
    return error.problems.map(({ path }) => path)
  }
  return []
}

const [record] = linked([started(0, release(12))])
const changed = (change: object): string => write({ ...record, ...change })

describe("the schema of a record", () => {
  test("reads exactly the type LedgerRecord, kind by kind", () => {
    expectTypeOf<Read>().toExtend<LedgerRecord>()
    expectTypeOf<LedgerRecord>().toExtend<Read>()
    expectTypeOf<Read["kind"]>().toEqualTypeOf<LedgerRecord["kind"]>()
    expectTypeOf<keyof Extract<Read, { kind: "started" }>>().toEqualTypeOf<keyof RecordOf<"started">>()
    expectTypeOf<keyof Extract<Read, { kind: "refused" }>>().toEqualTypeOf<keyof RecordOf<"refused">>()
    expectTypeOf<keyof Extract<Read, { kind: "check" }>>().toEqualTypeOf<keyof RecordOf<"check">>()
    expectTypeOf<keyof Extract<Read, { kind: "annotation" }>>().toEqualTypeOf<keyof RecordOf<"annotation">>()
  })

  test("gives every record back as the same text, frozen", () => {
    fc.assert(
      fc.property(randomRecord, (one) => {
        const read = decodeRecord(write(one))
        expect(read).toEqual(one)
        expect(write(read)).toBe(write(one))
        expect(Object.isFrozen(read.by)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test("reads what a history is made of", () => {
    fc.assert(
      fc.property(randomChain, (chain) => {
        expect(chain.flatMap((one) => wrong(write(one)))).toEqual([])
      }),
    )
  })

  test.each([
    ["no JSON", "{", [""]],
    ["nothing", "", [""]],
    ["no object", "[]", [""]],
    ["no kind", write({}), ["kind"]],
    ["an unknown kind", changed({ kind: "promoted" }), ["kind"]],
    ["a kind that every object has", changed({ kind: "constructor" }), ["kind"]],
    ["another version", changed({ version: 2 }), ["version"]],
    ["a key too many", changed({ approved: true }), [""]],
    ["a key too many, further in", changed({ by: { issuer: "local", subject: "ada", mail: "ada@x" } }), ["by"]],
    ["a key that is there without a value", changed({ reason: null }), ["reason"]],
    ["a record that counts from 0", changed({ number: 0 }), ["number"]],
    ["no hash before it", changed({ previous: "" }), ["previous"]],
    ["half a hash", changed({ previous: "sha256:abc" }), ["previous"]],
    ["a time without a zone", changed({ at: "2026-11-23T10:00:00.000" }), ["at"]],
    ["a time of another zone", changed({ at: "2026-11-23T10:00:00.000+01:00" }), ["at"]],
    ["a time without milliseconds", changed({ at: "2026-11-23T10:00:00Z" }), ["at"]],
    ["a day that there is not", changed({ at: "2026-02-30T10:00:00.000Z" }), ["at"]],
    ["another deadline", changed({ deadline: "tomorrow" }), ["deadline"]],
    ["an unknown lane", changed({ lane: "express" }), ["lane"]],
    [
      "an artifact by name alone",
      changed({
        release: { ...release(12), artifacts: [{ kind: "files", name: "site", digest: "latest", ref: "x" }] },
      }),
      ["release.artifacts.0.digest"],
    ],
    [
      "several faults",
      changed({ version: 2, lane: 1, commits: {} }),
      ["version", "lane", "commits.count", "commits.ids"],
    ],
  ])("refuses %s", (_what, text, paths) => {
    expect([...wrong(text)].sort()).toEqual([...paths].sort())
  })

  test("says what is wrong and what to do", () => {
    expect(() => decodeRecord(changed({ lane: "express" }))).toThrow(/SL6013 lane: Invalid option/)
  })

  test("is published as JSON Schema, which accepts the same records", () => {
    const text = `${JSON.stringify(recordJsonSchema(), null, 2)}\n`
    if (process.env.UPDATE_GOLDEN === "1" || !existsSync(file)) writeFileSync(file, text)
    expect(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).toBe(text)
    const accepts = new Ajv2020({ formats: { "date-time": true, uri: true } }).compile(recordJsonSchema())
    fc.assert(
      fc.property(randomRecord, (one) => {
        expect(accepts(JSON.parse(write(one)))).toBe(true)
      }),
    )
    expect(accepts({ ...linked([finished(1, 0)])[0], result: "aborted" })).toBe(false)
    expect(accepts({ version: 1 })).toBe(false)
  })
})
