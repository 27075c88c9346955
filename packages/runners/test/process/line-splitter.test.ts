import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { makeLineSplitter } from "../../src/local/process/line-splitter.js"

const split = (parts: readonly string[], limit?: number): readonly string[] => {
  const splitter = makeLineSplitter(limit)
  return [...parts.flatMap((part) => splitter.push(part)), ...splitter.end()]
}

describe("lines", () => {
  test("end with \\n or \\r\\n", () => {
    expect(split(["a\nb\r", "\nc\n\n", "d"])).toEqual(["a", "b", "c", "", "d"])
  })

  test("show the last state of a progress bar", () => {
    expect(split(["10%\r20%", "\r", "30%\ndone\r\n"])).toEqual(["30%", "done"])
    expect(split(["10%\r20%\r"])).toEqual(["20%"])
  })

  test("are broken where they are too long, never inside a character", () => {
    expect(split(["abcdefgh"], 3)).toEqual(["abc", "def", "gh"])
    expect(split(["ab😀cd"], 3)).toEqual(["ab", "😀c", "d"])
  })

  test("do not depend on how the text comes", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "😀", "\r", "\n"), maxLength: 40 })
    fc.assert(
      fc.property(text, (all) => {
        expect(split([...all], 7)).toEqual(split([all], 7))
      }),
    )
  })
})
