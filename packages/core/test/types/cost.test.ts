import { readFileSync } from "node:fs"
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { here, makeWorkspace, type Version, type Workspace } from "./compile.js"
import { fixtures } from "./cost-fixtures.js"

/**
 * How often the compiler instantiates a type for a fixture, beyond the baseline: the same on every machine, unlike time.
 * A figure above its limit is a change to look at; one far below it is a limit to lower.
 */
const limits: { readonly [version: string]: { readonly [fixture: string]: number } } = JSON.parse(
  readFileSync(join(here, "cost.json"), "utf8"),
)

let workspace: Workspace
beforeAll(async () => {
  workspace = await makeWorkspace()
  await writeFile(join(workspace.folder, "package.json"), '{ "type": "module" }')
})
afterAll(() => workspace.remove())

const measure = async (version: Version, name: string) => {
  const file = join(workspace.folder, `${name.replace(/\W+/g, "-")}.ts`)
  await writeFile(file, fixtures[name] ?? "")
  const flags = ["--extendedDiagnostics", ...(version === "7.0" ? ["--singleThreaded"] : [])]
  const { diagnostics, output } = await workspace.compile(
    version,
    `cost-${name.replace(/\W+/g, "-")}`,
    [file],
    {},
    flags,
  )
  expect(diagnostics).toEqual([])
  const figure = (label: string) => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(output)?.[1] ?? Number.NaN)
  return { instantiations: figure("Instantiations"), seconds: figure("Total time"), check: figure("Check time") }
}

it("has limits for every fixture", () => {
  expect(["baseline", ...Object.keys(limits["7.0"] ?? {})]).toEqual(Object.keys(fixtures))
})

describe.each(["6.0", "7.0"] as const)("TypeScript %s", (version) => {
  // A compiler for each fixture, one after the other: it counts types, and may take its time on a busy machine.
  it("instantiates no more types than its limits allow", { timeout: 180_000 }, async () => {
    const baseline = await measure(version, "baseline")
    const figures: Record<string, number> = {}
    for (const name of Object.keys(limits[version] ?? {})) {
      const { instantiations, seconds, check } = await measure(version, name)
      figures[name] = instantiations - baseline.instantiations
      if (process.env.SHOW_COST !== undefined)
        console.log(version, name, figures[name], `+${(seconds - baseline.seconds).toFixed(2)} s, check ${check}`)
    }
    const above = Object.entries(figures).filter(([name, figure]) => !(figure <= (limits[version]?.[name] ?? 0)))
    const slack = Object.entries(figures).filter(([name, figure]) => figure < (limits[version]?.[name] ?? 0) * 0.8)
    expect({ above, slack }).toEqual({ above: [], slack: [] })
  })
})
