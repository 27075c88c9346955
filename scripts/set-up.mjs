// Makes a fresh clone ready: installs what the lock file names, once per lock file.
// Runs on Node 20 and later, before anything is installed: nothing but Node's own modules here.
import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..")
const stamp = join(root, "node_modules", ".shipline-set-up")
const lock = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex")

const [major = 0] = process.versions.node.split(".").map(Number)
if (major < 20) {
  console.error(`Shipline's repository needs Node 20 or later; this is ${process.versions.node}.`)
  process.exit(1)
}

const installed = existsSync(stamp) && readFileSync(stamp, "utf8") === lock
if (!installed) {
  console.error("Installing the dependencies that package-lock.json names …")
  const npm = process.env.npm_execpath
  const [command, first] = npm === undefined ? ["npm", []] : [process.execPath, [npm]]
  const result = spawnSync(command, [...first, "ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: npm === undefined && process.platform === "win32",
  })
  if (result.status !== 0) {
    console.error("npm ci has failed; its message stands above.")
    process.exit(result.status ?? 1)
  }
  writeFileSync(stamp, lock)
}
