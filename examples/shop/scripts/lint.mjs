import { readFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join, resolve } from "node:path"
import { checkImports } from "../lint/imports.mjs"
import { checkMigrations } from "../lint/migrations.mjs"
import { checkSyntax } from "../lint/syntax.mjs"
import { checkText } from "../lint/text.mjs"
import { command } from "../operations/command.mjs"
import { filesIn } from "../operations/manifest.mjs"
import { readOptions } from "../operations/options.mjs"
import { Problem } from "../operations/problem.mjs"

const FOLDERS = ["src", "operations", "scripts", "lint", "test"]

/** @param {string} file @returns {Promise<string[]>} */
async function checkFile(file) {
  const text = readFileSync(file, "utf8")
  // The rules themselves contain what they forbid.
  const forbidden = file.endsWith("lint/text.mjs") ? [] : checkText(text)
  return [...(await checkSyntax(file)), ...checkImports(file, text), ...forbidden]
}

// node scripts/lint.mjs [--source FOLDER]
await command("lint", async (say) => {
  const { source } = readOptions({ source: { fallback: join(import.meta.dirname, "..") } })
  const root = resolve(source)
  const files = FOLDERS.flatMap((folder) => filesIn(join(root, folder)).map((file) => `${folder}/${file}`))
  const queue = files.filter((file) => file.endsWith(".mjs"))
  const count = queue.length
  const problems = checkMigrations(join(root, "migrations")).map((problem) => `migrations/${problem}`)
  const work = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift())
      for (const problem of await checkFile(join(root, file))) problems.push(`${file}:${problem}`)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  for (const problem of problems.sort()) process.stdout.write(`${problem}\n`)
  if (problems.length > 0) throw new Problem(`${problems.length} found in ${count} files and the migrations`)
  say(`${count} files and the migrations are in order`)
})
