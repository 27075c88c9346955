import { execFileSync } from "node:child_process"
import { globSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const shop = join(root, "examples", "shop")

/** The example's own tests, as its own users run them: with Node's test runner. */
describe("examples/shop", () => {
  test.each(["unit", "integration", "deploy"])("passes its %s tests", { timeout: 120_000 }, (suite) => {
    expect(globSync(`test/${suite}/*.test.mjs`, { cwd: shop }).length).toBeGreaterThan(0)
    const env = { ...process.env, NODE_OPTIONS: "", NODE_TEST_CONTEXT: undefined }
    execFileSync(process.execPath, ["--test", `test/${suite}/*.test.mjs`], { cwd: shop, env, stdio: "pipe" })
  })

  test("passes its lint", () => {
    execFileSync(process.execPath, ["scripts/lint.mjs"], { cwd: shop, stdio: "pipe" })
  })
})
