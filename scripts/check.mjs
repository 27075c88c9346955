// `npm run check`: everything that must hold before a change lands, in the order in which it fails fastest.
import { spawnSync } from "node:child_process"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const node = process.execPath
const script = (name) => [node, [join("scripts", name)]]
const bin = (name) => [join(root, "node_modules", ".bin", name), []]

const [vitest] = bin("vitest")
const steps = [
  ["format and lint", join(root, "node_modules", ".bin", "biome"), ["check", "."]],
  ["build", ...script("build.mjs")],
  ["types", ...script("types.mjs")],
  ["packages", ...script("packages.mjs")],
  ["cost of types", node, [join("benchmarks", "types", "check.mjs")]],
  ...(process.argv.includes("--no-tests") ? [] : [["tests", vitest, ["run"]]]),
]

const failed = []
for (const [what, command, args] of steps) {
  console.error(`\n▸ ${what}`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" })
  if (status !== 0) failed.push(what)
}
console.error(failed.length === 0 ? "\nEverything holds." : `\nFailed: ${failed.join(", ")}.`)
process.exitCode = failed.length === 0 ? 0 : 1
