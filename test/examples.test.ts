import { execFileSync } from "node:child_process"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { beforeAll, expect, test } from "vitest"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")

beforeAll(() => {
  execFileSync(process.execPath, [join(root, "scripts", "build.mjs")], { stdio: "pipe" })
})

test.each(["kubernetes", "shop"])("the committed workflow of examples/%s is what its program makes", (name) => {
  const command = join(root, "packages", "cli", "dist", "bin.cjs")
  const { SHOP_ROOT: _root, SHOP_PORT: _port, ...env } = process.env
  const cwd = join(root, "examples", name)
  expect(() =>
    execFileSync(process.execPath, [command, "compile", "--check", "--out", "."], { cwd, env, stdio: "pipe" }),
  ).not.toThrow()
})
