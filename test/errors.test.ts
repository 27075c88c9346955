import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { codes } from "@shipline/core"
import { expect, test } from "vitest"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const page = readFileSync(join(root, "docs", "errors.md"), "utf8")

test("docs/errors.md lists every code of the language and the plan with its meaning", () => {
  const missing = Object.entries(codes).filter(([code, meaning]) => !page.includes(`| \`${code}\` | ${meaning} |`))
  expect(missing).toEqual([])
})
