import assert from "node:assert/strict"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"
import { checkImports } from "../../lint/imports.mjs"
import { checkMigrations } from "../../lint/migrations.mjs"
import { checkSyntax } from "../../lint/syntax.mjs"
import { checkText } from "../../lint/text.mjs"
import { temporaryFolder } from "../support/temporary-folder.mjs"

// The samples are put together from parts, so that lint does not find them in this file.
const FROM = "from"

test("a file that is no JavaScript is found, with its line", async (context) => {
  const file = join(temporaryFolder(context), "broken.mjs")
  writeFileSync(file, "const a = 1\nconst a = 2\n")
  assert.deepEqual(await checkSyntax(file), ["2: SyntaxError: Identifier 'a' has already been declared"])
  writeFileSync(file, "export const a = 1\n")
  assert.deepEqual(await checkSyntax(file), [])
})

test("text rules", () => {
  assert.deepEqual(checkText("const a = b === c\n"), [])
  assert.match(String(checkText(`a\n${"console"}.log(1)\n`)), /^2: console/)
  assert.match(String(checkText(`if (a =${"="} b) c()\n`)), /^1: .* convert their operands/)
  assert.match(String(checkText(`test${".only"}("x")\n`)), /^1: only this test would run/)
  assert.match(String(checkText("a")), /^1: no newline/)
})

test("imports are Node's own or files that are there, and used", (context) => {
  const file = join(temporaryFolder(context), "a.mjs")
  writeFileSync(file, "")
  assert.deepEqual(checkImports(file, `import { x } ${FROM} "./a.mjs"\nx()\n`), [])
  assert.match(String(checkImports(file, `import { x } ${FROM} "./b.mjs"\nx()\n`)), /^1: there is no file/)
  assert.match(String(checkImports(file, `import x ${FROM} "express"\nx()\n`)), /^1: 'express' is a package/)
  assert.match(
    String(checkImports(file, `import {\n  x,\n  y,\n} ${FROM} "node:fs"\nx()\n`)),
    /^1: 'y' is imported and not used/,
  )
})

test("an expansion takes nothing away", (context) => {
  const folder = temporaryFolder(context)
  writeFileSync(join(folder, "001-a.sql"), "-- expand: a\nCREATE TABLE a (x); -- DROP TABLE in words is fine\n")
  writeFileSync(join(folder, "002-b.sql"), "-- contract 1: b\nALTER TABLE a DROP COLUMN x;\n")
  assert.deepEqual(checkMigrations(folder), [])
  writeFileSync(join(folder, "003-c.sql"), "-- expand: c\nBEGIN;\nDROP TABLE a;\n")
  assert.deepEqual(checkMigrations(folder), [
    "003-c.sql:2: a migration must not begin or end a transaction",
    "003-c.sql:3: an expansion must not take anything away; put this into a later migration, '-- contract N: …'",
  ])
})
