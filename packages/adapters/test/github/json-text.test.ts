import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { jsonText } from "../../src/github/guard/json-text.js"
import { check, deploy, plan } from "../plans.js"
import { githubReads } from "./evaluated.js"
import { textOf } from "./workflow-file.js"

const json = fc.jsonValue({ stringUnit: "binary", maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)))

describe("JSON for people", () => {
  test("is the same data", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(jsonText(value))).toEqual(value)
      }),
    )
  })

  test("holds nothing that begins an expression or that a reader would not see", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("$", "{", "{{", "${{", "\u202e", "\u2028", "\0", "\u00a0", "ü", "🚀", "'", '"', "\\")),
        (parts) => {
          const value = { [parts.join("")]: [parts.join("")], deep: { a: [{ b: parts.join("") }] } }
          const text = jsonText(value)
          expect(JSON.parse(text)).toEqual(value)
          expect(text).not.toContain("${{")
          expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0]/u)
        },
      ),
    )
  })

  test("gives an entry of its own to each thing that holds others, and one line to what does not", () => {
    expect(jsonText({ name: "shop", list: [{ a: 1, b: "x" }, { a: 2 }], none: [], empty: {}, flat: [1, 2] })).toBe(
      `{
  "name": "shop",
  "list": [
    { "a": 1, "b": "x" },
    { "a": 2 }
  ],
  "none": [],
  "empty": {},
  "flat": [1, 2]
}`,
    )
  })
})

test("the guard reads of an environment what the program says, whatever its name", () => {
  const names = fc
    .array(
      fc.constantFrom(
        "a",
        " ",
        "'",
        '"',
        "`",
        "$",
        "{",
        "}",
        "\\",
        "$(id)",
        ": ",
        " #",
        "-",
        "ü",
        "🚀",
        "\u00a0",
        "|",
        ">",
      ),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    .map((parts) => parts.join(""))
    .filter((name) => name.trim() === name && name !== "" && !name.includes("${{"))
  fc.assert(
    fc.property(names, (name) => {
      const made = plan({
        environments: [{ name, tier: "other", requires: [{ proof: "unit", gate: "unit" }], lock: "l" }],
        nodes: [check(), deploy({ environment: name, lanes: ["release", "promote", "rollback"] })],
      })
      const reads = githubReads(textOf(made))
      for (const job of ["deploy-production", "redeploy-production"])
        expect(JSON.parse(reads(["jobs", job, "env", "SHIPLINE_POLICY"])).policy.environment).toBe(name)
      expect(reads(["on", "workflow_dispatch", "inputs", "environment", "options", 0])).toBe(name)
    }),
  )
})
