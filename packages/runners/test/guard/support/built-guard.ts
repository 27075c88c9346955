import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "..", "..")

/** Changes with every source that the guard is built from. */
const state = (): string => {
  const hash = createHash("sha256")
  const files = globSync(
    ["packages/{core,runners}/src/**/*.ts", "packages/runners/package.json", "scripts/build*.mjs"],
    {
      cwd: root,
    },
  )
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(join(root, file)))
  return hash.digest("hex").slice(0, 16)
}

const build = (): string => {
  const folder = join(root, "node_modules", ".cache", "shipline-tests", `guard-${state()}`)
  if (existsSync(folder)) return folder
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  execFileSync(process.execPath, ["scripts/build.mjs", "--only", "runners", "--no-types", "--out", draft], {
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

/** The guard as users commit it, built from the sources as they are now. */
export const guardFile = join(build(), "runners", "dist", "guard.mjs")
