import { globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"
import { entry, lines, mapping, type Yaml } from "../../src/yaml/data.js"
import { readAnyYaml } from "../../src/yaml/read-any-yaml.js"
import { readWritten } from "../../src/yaml/read-written.js"
import { readYaml } from "../../src/yaml/read-yaml.js"
import { writeYaml } from "../../src/yaml/write-yaml.js"

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..")
const files = globSync(
  [
    "packages/adapters/test/*/golden/**/*.yml",
    "examples/*/.github/workflows/*.yml",
    "examples/*/.gitlab{-ci.yml,/*.yml}",
  ],
  { cwd: root },
)
const read = (file: string): string => readFileSync(join(root, file), "utf8")

/** Both readers agree, unless the small one leaves the text to the library. */
const agree = (text: string): boolean => {
  const written = readWritten(text)
  if (written === undefined) return false
  expect({ documents: written, mistakes: [] }).toEqual(readAnyYaml(text))
  return true
}

describe("the reader of what Shipline has written", () => {
  test.each(files)("reads %s as the library does", (file) => {
    expect(agree(read(file))).toBe(true)
  })

  const words = [
    "a",
    "on: push",
    "x # y",
    "- a",
    "null",
    "1.5",
    "012",
    "it's",
    'say "no"',
    "two\nlines",
    "{}",
    "a:",
    "|",
    " b",
  ]
  const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.constantFrom(...words))
  const key = fc.oneof(fc.constantFrom("on", "if", "env", "a-b", "true", "1", "a b", 'q"'), text)
  const { tree } = fc.letrec<{ tree: Yaml }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthSize: "small" },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      text.map(lines),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc
        .uniqueArray(fc.tuple(key, tie("tree"), fc.boolean(), fc.boolean()), {
          selector: ([name]) => name,
          maxLength: 4,
        })
        .map((entries) =>
          mapping(
            ...entries.map(([name, value, above, beside]) =>
              entry(name, value, { ...(above ? { above: ["why: it is"] } : {}), ...(beside ? { beside: "so" } : {}) }),
            ),
          ),
        ),
    ),
  }))

  test("reads scripts with tabs", () => {
    expect(agree('run: |-\n  a:\n  \tb\nto: "c\td"\n')).toBe(true)
  })

  test("agrees with the library on whatever the writer writes", () => {
    let count = 0
    fc.assert(
      fc.property(tree, (value) => {
        if (agree(writeYaml(mapping(entry("name", "x"), entry("value", value)), ["A header."]))) count += 1
      }),
      { numRuns: 300 },
    )
    expect(count).toBeGreaterThan(100)
  })

  test("agrees with the library, or leaves to it, what somebody has edited", () => {
    const edits = [
      "",
      "---",
      "  - a",
      "a: b",
      "a: &b",
      "  c: *b",
      "d: [e, f]",
      "# g",
      "h: >-",
      "    i",
      "\t",
      "? j",
      "- k",
      "l: !m n",
      "'o': p",
      "q: r: s",
      '"t"',
      "...",
      "%YAML 1.1",
      "name: x",
    ]
    const texts = files.filter((file) => read(file).length < 12_000).map((file) => read(file).split("\n"))
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.oneof(
          fc.constantFrom(...edits).map((line) => (_: string) => line),
          fc.nat(6).map((by) => (line: string) => `${" ".repeat(by)}${line.trimStart()}`),
          fc.nat(40).map((from) => (line: string) => `${line.slice(0, from)}${line.slice(from + 1)}`),
        ),
        (before, place, edit) => {
          const at = place % before.length
          agree(before.with(at, edit(before[at] ?? "")).join("\n"))
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe("readYaml", () => {
  test("gives places, documents, aliases and tags", () => {
    const { documents } = readYaml("spec: {}\n---\na: &x\n  - b\nc: *x\nd: !reference [e, f]\n")
    expect(documents).toMatchObject([
      { kind: "map", entries: [{ key: "spec" }] },
      {
        entries: [
          {
            key: "a",
            place: { line: 3, column: 1 },
            value: { kind: "list", items: [{ value: "b", place: { line: 4, column: 5 } }] },
          },
          { key: "c", value: { kind: "list", items: [{ value: "b" }] } },
          { key: "d", value: { kind: "list", tag: "!reference", items: [{ value: "e" }, { value: "f" }] } },
        ],
      },
    ])
  })

  test("says where a text is no YAML", () => {
    expect(readYaml("a: 1\na: 2\n").mistakes).toEqual([
      { message: "Map keys must be unique", place: { line: 2, column: 1 } },
    ])
    expect(readYaml("a: [\n").mistakes[0]?.place.line).toBe(2)
  })

  test("ends where aliases hold themselves, and where they multiply", () => {
    expect(readYaml("a: &a\n  b: *a\n").mistakes).toHaveLength(1)
    const levels = Array.from({ length: 12 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(", ")}]`)
    expect(readYaml(`l0: &l0 [x]\n${levels.join("\n")}\n`).mistakes).toHaveLength(1)
  })
})
