import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { expect, onTestFinished, test } from "vitest"
import { namedBlocks } from "./named-blocks.js"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")

/** The files of the page as a project of their own, as a reader would have them. */
const project = () => {
  const folder = mkdtempSync(join(tmpdir(), "shipline testing page "))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const files = namedBlocks(readFileSync(join(root, "docs", "testing.md"), "utf8"))
  for (const { file, text } of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"))
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n')
  const base = JSON.stringify(join(root, "vitest.config.ts"))
  writeFileSync(
    join(folder, "vitest.config.ts"),
    `import base from ${base}\nexport default { resolve: base.resolve, test: { include: ["test/**/*.test.ts"], testTimeout: 60_000 } }\n`,
  )
  return { folder, files }
}

interface Results {
  readonly passed: readonly string[]
  readonly failed: readonly string[]
}

/** Runs the project's tests in a process of their own. */
const run = (folder: string): Results => {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs")
  const { VITEST: _vitest, NODE_ENV: _env, ...env } = process.env
  const output = join(folder, "results.json")
  const args = [vitest, "run", "--reporter=json", `--outputFile=${output}`]
  const { stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" })
  const { testResults } = JSON.parse(readFileSync(output, "utf8"))
  const all = testResults.flatMap(
    (file: { assertionResults: readonly { status: string; title: string }[] }) => file.assertionResults,
  )
  const titles = (wanted: string) =>
    all.flatMap(({ status, title }: { status: string; title: string }) => (status === wanted ? [title] : []))
  if (all.length === 0) throw new Error(stderr)
  return { passed: titles("passed"), failed: titles("failed") }
}

test("the tests of docs/testing.md pass, and find a pipeline that has lost a gate", { timeout: 120_000 }, () => {
  const { folder, files } = project()
  const green = run(folder)
  expect(green.failed).toEqual([])
  expect(green.passed).toHaveLength(7)

  // What the page promises to catch: a gate that counts no longer, a hotfix that may leave all out, a freeze that ends early.
  const shop = files.find(({ file }) => file === "pipelines/shop.ts")?.text ?? ""
  const weaker = shop
    .replace("npm run lint`", "npm run lint`, { advisory: true }")
    .replaceAll("unit, lint", "unit")
    .replace("pass(unit)", "pass(unit, lint)")
    .replace("hotfix: { requires: [unit] }", "hotfix: { requires: [] }")
    .replace("2027-01-02", "2026-12-24")
  writeFileSync(join(folder, "pipelines", "shop.ts"), weaker)
  expect([...run(folder).failed].sort()).toEqual([
    "a hotfix goes straight to production, and not without the unit tests",
    "in the holidays nothing new reaches production, and the way back is open",
    "nothing reaches production when 'lint' is red",
    "whatever fails, production gets nothing that is not proved",
  ])
})
