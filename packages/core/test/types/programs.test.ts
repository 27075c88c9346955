import { readdirSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  type Compiled,
  type Diagnostic,
  here,
  makeWorkspace,
  type Version,
  versions,
  type Workspace,
} from "./compile.js"
import { markersOf } from "./markers.js"

const programs = (folder: string) =>
  readdirSync(join(here, "programs", folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join("programs", folder, entry.name))
const refused = ["programs/rejected.ts", ...programs("refused")]
const accepted = ["programs/accepted.ts", "programs/shop.ts", ...programs("accepted"), ...programs("lied")]

let workspace: Workspace
const compiled = new Map<Version, Compiled>()

beforeAll(async () => {
  workspace = await makeWorkspace()
  const files = [...refused, ...accepted].map((file) => join(here, file))
  for (const version of versions) compiled.set(version, await workspace.compile(version, "programs", files))
})
afterAll(() => workspace.remove())

const diagnosticsOf = (version: Version, file: string): readonly Diagnostic[] =>
  (compiled.get(version)?.diagnostics ?? []).filter((diagnostic) => diagnostic.file === file)

describe.each(versions)("TypeScript %s", (version) => {
  it.each(refused)("refuses %s with its words, each line once, and nothing else", (file) => {
    const markers = markersOf(join(here, file))
    const found = diagnosticsOf(version, file)
    const unmarked = found.filter(({ line }) => !markers.some((marker) => marker.line === line))
    const wrong = markers.flatMap((marker) => {
      const texts = found.filter(({ line }) => line === marker.line).map(({ text }) => text)
      // a sentence of this package stands in the first line, which is all that an editor shows at first
      const said = marker.words.startsWith(`'"`) ? texts[0]?.split("\n")[0] : texts[0]
      return texts.length === 1 && said?.includes(marker.words) === true ? [] : [{ ...marker, texts }]
    })
    expect({ unmarked, wrong }).toEqual({ unmarked: [], wrong: [] })
    expect(markers.length).toBeGreaterThan(0)
  })

  it.each(accepted)("accepts %s", (file) => {
    expect(diagnosticsOf(version, file)).toEqual([])
  })

  it("speaks of no other file", () => {
    const known = new Set([...refused, ...accepted])
    expect(compiled.get(version)?.diagnostics.filter(({ file }) => !known.has(file))).toEqual([])
  })
})

describe("other settings of the compiler", () => {
  const compile = (options: object, files: readonly string[]) =>
    workspace.compile(
      "7.0",
      `settings-${Object.keys(options).join("-")}`,
      files.map((file) => join(here, file)),
      options,
    )

  it("accepts and refuses the same in the strictest one", async () => {
    const options = { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }
    const { diagnostics } = await compile(options, [...refused, ...accepted])
    const lines = (found: readonly Diagnostic[]) =>
      [...new Set(found.map(({ file, line }) => `${file}:${line}`))].toSorted()
    expect(lines(diagnostics)).toEqual(lines(compiled.get("7.0")?.diagnostics ?? []))
  })

  it("refuses a skipped gate without `strict` too", async () => {
    const files = ["rejected.ts", "refused/skipped.ts", "refused/names.ts", "refused/platform.ts"].map(
      (file) => `programs/${file}`,
    )
    const { diagnostics } = await compile({ strict: false }, files)
    for (const file of files) {
      const lines = diagnostics.filter((diagnostic) => diagnostic.file === file).map(({ line }) => line)
      expect([...new Set(lines)]).toEqual([...new Set(markersOf(join(here, file)).map(({ line }) => line))])
    }
  })
})

it("holds at least forty refused programs beside those of the contract", () => {
  const own = refused.slice(1).flatMap((file) => markersOf(join(here, file)))
  expect(own.length).toBeGreaterThanOrEqual(40)
})
