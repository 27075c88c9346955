import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"

export const here = dirname(dirname(fileURLToPath(import.meta.url)))
export const repository = dirname(here)
/** Everything that a run writes beside its results; safe to delete. */
export const work = join(here, ".work")
export const results = join(here, "results.json")
export const page = join(repository, "docs", "performance.md")

const packages = {
  "@shipline/core": join(repository, "packages", "core"),
  "@shipline/adapters": join(repository, "packages", "adapters"),
  "@shipline/runners": join(repository, "packages", "runners"),
  shipline: join(repository, "packages", "cli"),
}

const description = (name) => JSON.parse(readFileSync(join(packages[name], "package.json"), "utf8"))

/** The file that a package is used by: its command, or what an import of its name loads. */
const entryOf = (name) => {
  const { bin, exports } = description(name)
  return join(packages[name], bin?.[name] ?? exports["."].default)
}

/** Says what is missing before anything is measured, not in the middle of it. */
export const requireBuilt = (...names) => {
  const missing = names.filter((name) => !existsSync(entryOf(name)))
  if (missing.length === 0) return
  throw new Error(`${missing.join(", ")}: not built. In the repository's root: npm ci && npm run build`)
}

/** The command as npm links it, without npm's own time. */
export const shiplineBin = () => entryOf("shipline")

/** An empty folder for one measured thing. */
export const freshFolder = (...parts) => {
  const folder = join(work, ...parts)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Installs Shipline into a folder as npm would for a user: by links in a node_modules of its own. */
export const installShipline = (folder) => {
  for (const [name, target] of Object.entries(packages)) {
    const link = join(folder, "node_modules", name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(relative(dirname(link), target), link, "junction")
  }
}
