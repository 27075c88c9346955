import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, globSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..")

/** Changes with every source that the command is built from. */
const state = (): string => {
  const hash = createHash("sha256")
  const files = globSync(
    ["packages/*/src/**/*.ts", "packages/*/package.json", "scripts/build*.mjs", "package-lock.json"],
    { cwd: root },
  )
  for (const file of files.sort()) {
    const { mtimeMs, size } = statSync(join(root, file))
    hash.update(`${file} ${mtimeMs} ${size}\n`)
  }
  return hash.digest("hex").slice(0, 16)
}

const builds = join(root, "node_modules", ".cache", "shipline-tests")

/** Builds of sources as they were days ago help nobody. */
const prune = (): void => {
  for (const name of existsSync(builds) ? readdirSync(builds) : []) {
    const folder = join(builds, name)
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > 24 * 60 * 60 * 1_000) rmSync(folder, { recursive: true, force: true })
  }
}

const build = (): string => {
  const folder = join(builds, state())
  if (existsSync(folder)) return folder
  prune()
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  execFileSync(process.execPath, ["scripts/build.mjs", "--only", "core,cli", "--no-types", "--out", draft], {
    cwd: root,
    stdio: "pipe",
  })
  try {
    renameSync(draft, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(draft, { recursive: true }) // another test file was faster
  }
  return folder
}

/** The command and the library as users get them, built from the sources as they are now. Never a stale build. */
export const built = build()
export const bin = join(built, "cli", "dist", "bin.cjs")
