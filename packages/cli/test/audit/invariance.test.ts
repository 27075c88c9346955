import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { audit, repositoryOf } from "@shipline/adapters"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import clean from "./fixtures/clean/pipelines/shop.js"
import planted from "./fixtures/planted/pipelines/shop.js"

const filesOf = (name: string): ReadonlyMap<string, string> => {
  const root = fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url))
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
    statSync(join(root, path)).isFile(),
  )
  return new Map(paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(root, path), "utf8")]))
}

/** Other ways to write the same files. */
interface Ways {
  readonly crlf: boolean
  readonly bom: boolean
  readonly comments: number
  readonly spaces: number
  readonly prefix: string
}

const ways: fc.Arbitrary<Ways> = fc.record({
  crlf: fc.boolean(),
  bom: fc.boolean(),
  comments: fc.integer({ min: 0, max: 5 }),
  spaces: fc.integer({ min: 0, max: 3 }),
  prefix: fc.constantFrom("", "a-", "zz ", "ünï-", "発送-", "🚀"),
})

/** Workflows are named as one likes, unless others call them. */
const renamed = (path: string, { prefix }: Ways): string =>
  path.endsWith("/review.yml") ? path : path.replace(/^(\.github\/workflows\/)/, `$1${prefix}`)

const rewritten = (path: string, text: string, { crlf, bom, comments, spaces }: Ways): string => {
  if (/\.(?:json|ts)$/.test(path)) return bom ? `\uFEFF${text}` : text
  const isYaml = path.endsWith(".yml")
  // A space behind a continued line would end it.
  const lines = text.split("\n").map((line) => (/^\s*$|\\$/.test(line) ? line : `${line}${" ".repeat(spaces)}`))
  const all = isYaml ? [...Array.from({ length: comments }, () => "# nothing"), ...lines] : lines
  return `${bom && isYaml ? "\uFEFF" : ""}${all.join(crlf ? "\r\n" : "\n")}`
}

const found = (files: ReadonlyMap<string, string>, plan: typeof clean.plan, way: Ways) => {
  const written = [...files].map(([path, text]) => [renamed(path, way), rewritten(path, text, way)] as const)
  return audit({ repository: repositoryOf(Object.fromEntries(written)), plans: [plan], own: [] }).sideChannels
}

const plain: Ways = { crlf: false, bom: false, comments: 0, spaces: 0, prefix: "" }

describe("an audit sees what a file means, not how it is written", () => {
  test("a clean repository stays clean", () => {
    const files = filesOf("clean")
    fc.assert(
      fc.property(ways, (way) => {
        expect(found(files, clean.plan, way)).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  test("what is planted is found, as many lines lower as there are new ones above it", () => {
    const files = filesOf("planted")
    const keysOf = (way: Ways, shift: number) =>
      found(files, planted.plan, way)
        .map(({ code, line, job, subject }) => `${line - shift} ${code} ${job} ${subject.replace(way.prefix, "")}`)
        .sort()
    const expected = keysOf(plain, 0)
    expect(expected.length).toBeGreaterThanOrEqual(8)
    fc.assert(
      fc.property(ways, (way) => {
        expect(keysOf(way, way.comments)).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })

  test("any text where a file of CI lies is judged or told, never an error", () => {
    const line = fc.oneof(
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.constantFrom(
        ...["jobs:", "  a:", "    environment: production", "    steps:", "      - run: |", "          kubectl apply"],
        ...["on: push", "a: &a [*a]", "<<: *x", "extends: a", "a:", "  extends: [a, b]", "${{ secrets", "}}", '"', "'"],
        ...[
          "include: '*.yml'",
          "include: { local: .gitlab-ci.yml }",
          "    uses: ./",
          "    uses: ./.github/workflows/a.yml",
        ],
        ...["$(", "`", "\\", "!reference [a, script]", "script: !reference [a, script]", "---", "\t- x"],
      ),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.join("\n")
        const files = {
          ".github/workflows/a.yml": text,
          ".gitlab-ci.yml": text,
          "action.yml": text,
          "package.json": text,
        }
        const { sideChannels } = audit({ repository: repositoryOf(files), plans: [clean.plan], own: [] })
        for (const { line: at, column } of sideChannels) expect(at >= 1 && column >= 1).toBe(true)
      }),
      { numRuns: 120 },
    )
  })
})
