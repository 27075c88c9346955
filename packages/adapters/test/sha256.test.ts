import { createHash } from "node:crypto"
import fc from "fast-check"
import { expect, test } from "vitest"
import { sha256 } from "../src/sha256.js"

const expected = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`

test.each(Array.from({ length: 130 }, (_, length) => length))("%i bytes, on both sides of a block's end", (length) => {
  expect(sha256("x".repeat(length))).toBe(expected("x".repeat(length)))
})

test("any text has the digest that the machine's own library gives", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 500 }), (text) => {
      expect(sha256(text)).toBe(expected(text))
    }),
  )
})

test("a plan of a megabyte too", () => expect(sha256("ä".repeat(500_000))).toBe(expected("ä".repeat(500_000))))
