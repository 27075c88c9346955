// What users install: entry points that exist, types that resolve in every mode, nothing superfluous in the package.
import { spawnSync } from "node:child_process"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const bin = (name) => join(root, "node_modules", ".bin", name)

let failed = false
for (const name of ["core", "adapters", "runners", "cli"]) {
  const cwd = join(root, "packages", name)
  console.error(`· ${name}`)
  const checks = [[bin("publint"), ["--strict", "."]]]
  // The command has no types to resolve. ESM only, on purpose: Node loads it by require() too.
  // The guard is a file to run or to copy; nobody imports it.
  const scripts = name === "runners" ? ["--exclude-entrypoints", "guard.mjs"] : []
  if (name !== "cli")
    checks.push([bin("attw"), ["--pack", ".", "--profile", "esm-only", "--format", "ascii", ...scripts]])
  for (const [command, args] of checks) {
    const { status } = spawnSync(command, args, { cwd, stdio: "inherit" })
    if (status !== 0) failed = true
  }
}
process.exitCode = failed ? 1 : 0
