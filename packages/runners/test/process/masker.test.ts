import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { makeMask } from "../../src/local/process/masker.js"
import { makeOutputReader } from "../../src/local/process/output-reader.js"
import { secretForms } from "../../src/local/process/secret-forms.js"

/** Cuts a text at these places. */
const pieces = (text: string, cuts: readonly number[]): readonly string[] => {
  const at = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
  return at.slice(1).map((end, i) => text.slice(at[i], end))
}

const inPieces = (secrets: readonly string[], parts: readonly string[]): string => {
  const masker = makeMask(secrets).stream()
  return parts.map((part) => masker.push(part)).join("") + masker.end()
}

// Few letters, so that secrets overlap, repeat and begin inside one another. No star: that is what is put in.
const letters = fc.string({ unit: fc.constantFrom("a", "b", "c", "\n", "é", "$"), minLength: 1, maxLength: 8 })
const secrets = fc.array(letters, { minLength: 1, maxLength: 4 })
const texts = (inside: readonly string[]) =>
  fc.array(fc.oneof(letters, fc.constantFrom(...inside)), { maxLength: 20 }).map((parts) => parts.join(""))
const cases = secrets.chain((inside) =>
  fc.record({ inside: fc.constant(inside), text: texts(inside), cuts: fc.array(fc.nat(200), { maxLength: 30 }) }),
)

describe("a mask", () => {
  test("never lets a secret through, however the text is cut", () => {
    fc.assert(
      fc.property(cases, ({ inside, text, cuts }) => {
        const out = inPieces(inside, pieces(text, cuts))
        for (const secret of inside) expect(out).not.toContain(secret)
      }),
      { numRuns: 2_000 },
    )
  })

  test("gives the same text, however it is cut", () => {
    fc.assert(
      fc.property(cases, ({ inside, text, cuts }) => {
        expect(inPieces(inside, pieces(text, cuts))).toBe(makeMask(inside).text(text))
      }),
      { numRuns: 2_000 },
    )
  })

  test("leaves everything else as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.array(fc.nat(200)), (text, cuts) => {
        fc.pre(!text.includes("secret"))
        expect(inPieces(["secret"], pieces(text, cuts))).toBe(text)
      }),
    )
  })

  test("takes the longer of two secrets that begin alike", () => {
    expect(inPieces(["abcd", "abcdefgh"], ["x abc", "d", "efgh y abcd z"])).toBe("x *** y *** z")
  })

  test("makes one row of stars of secrets that overlap", () => {
    expect(inPieces(["abcd", "cdef"], ["abc", "def!"])).toBe("***!")
  })

  test("holds back no more than the longest secret is long", () => {
    const masker = makeMask(["aaaa"]).stream()
    let shown = ""
    for (let i = 0; i < 10_000; i++) shown += masker.push("aaa")
    expect(shown).toBe("***")
    expect(shown + masker.end()).toBe("***")
  })
})

describe("the forms of a secret", () => {
  const masked = (secret: string, text: string) => makeMask(secretForms(secret)).text(text)
  const value = 'p@ss wörd/+&"1'

  test.each([
    ["itself", value],
    ["base64", Buffer.from(value).toString("base64")],
    ["base64url", Buffer.from(value).toString("base64url")],
    ["a part of a URL", encodeURIComponent(value)],
    ["a part of a URL, in lower case", encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase())],
    ["a form", encodeURIComponent(value).replaceAll("%20", "+")],
    ["JSON", JSON.stringify(value).slice(1, -1)],
  ])("%s", (_name, text) => {
    expect(masked(value, `<${text}>`)).toBe("<***>")
  })

  test("base64 of a longer text that holds it", () => {
    for (const user of ["a", "ab", "abc"]) {
      const basic = Buffer.from(`${user}:${value}`).toString("base64")
      const out = masked(value, basic)
      expect(out).toContain("***")
      expect(Buffer.from(out, "base64").toString()).not.toContain("wörd")
    }
  })

  test("each line of it, but not what is too short to tell apart", () => {
    const key = "-----BEGIN KEY-----\n  abcdefgh\nxy\n-----END KEY-----\n"
    expect(masked(key, "a abcdefgh b")).toBe("a *** b")
    expect(masked(key, "-----END KEY-----")).toBe("***")
    expect(masked(key, "xyz")).toBe("xyz")
  })
})

describe("the output of a job", () => {
  test("hides a secret that comes byte by byte, and two lines of one", () => {
    const reader = makeOutputReader(makeMask(secretForms("tøp-secret\nsecond line")))
    const bytes = Buffer.from("before tøp-secret after\nsecond line\r\nlast")
    const lines = [...bytes].flatMap((byte) => reader.push(Uint8Array.of(byte)))
    expect([...lines, ...reader.end()]).toEqual(["before *** after", "***", "last"])
  })

  test("is text even where it is no UTF-8", () => {
    const reader = makeOutputReader(makeMask([]))
    expect([...reader.push(Uint8Array.of(0x61, 0xff, 0xc3, 0x0a)), ...reader.end()]).toEqual(["a\uFFFD\uFFFD"])
  })
})
