import fc from "fast-check"
import { expect, test } from "vitest"
import { nearest } from "../src/nearest.js"
import { dot } from "../src/render/dot.js"
import { mermaid } from "../src/render/mermaid.js"
import type { Drawing } from "../src/render/reduced-graph.js"
import { cleanLine } from "../src/run/clean-line.js"
import { duration } from "../src/run/duration.js"

const drawing = (title: string): Drawing => ({
  name: title,
  nodes: [
    { node: { kind: "approval", id: "a", title, needs: [], lanes: ["release"], gate: "g", proof: "p" }, after: [] },
  ],
})

test("no label ends its quotes, in either language", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (title) => {
      expect(mermaid(drawing(title)).split("\n")).toHaveLength(3)
      expect(mermaid(drawing(title)).split('"')).toHaveLength(3)
      const labels = dot(drawing(title.replaceAll("\n", " "))).match(/"(?:[^"\\]|\\[\s\S])*"/g)
      expect(labels).toHaveLength(3)
    }),
  )
})

test("lines of jobs keep colours where they are wanted, and nothing that moves the cursor", () => {
  expect(cleanLine("\x1b[31mred\x1b[0m \x1b[2K\x1b[1Aup\x07", true)).toBe("\x1b[31mred\x1b[0m up\x1b[0m")
  expect(cleanLine("\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07", false)).toBe("red link")
  expect(cleanLine("10 %\r50 %\rdone\r", false)).toBe("done")
})

test("durations are as long as people need", () => {
  expect([0, 940, 9_900, 12_300, 59_600, 60_000, 200_000, 7_200_000, 9_000_000].map(duration)).toEqual([
    "0.0 s",
    "0.9 s",
    "9.9 s",
    "12 s",
    "1 min",
    "1 min",
    "3 min 20 s",
    "2 h",
    "2 h 30 min",
  ])
})

test("a word is suggested only where it is near", () => {
  expect(nearest("prodution", ["staging", "production"])).toBe("production")
  expect(nearest("sotp", ["stop"])).toBe("stop")
  expect(nearest("gitlab", ["github"])).toBe("github")
  expect(nearest("x", ["production"])).toBeUndefined()
})
