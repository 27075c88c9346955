import type { Stats } from "node:fs"
import { lstat, readdir, readlink, realpath } from "node:fs/promises"
import { dirname, join, posix, sep } from "node:path"
import type { RunCode } from "../../errors/codes.js"
import { errno } from "../../errors/file-error.js"
import { type RunError, runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { byName, isInside, linkInside, type PackEntry } from "./pack-entry.js"

const refuse = (code: RunCode, artifact: string, message: string, hint: string): RunError =>
  runError(runProblem(code, `artifacts.${artifact}`, message, hint))

const leadsOut = (artifact: string, path: string) =>
  refuse("SL4202", artifact, `'${path}' of '${artifact}' leads out of the project`, "Pack only files of the project.")

/** Lists what a `files` artifact packs, each thing once, in the order of the pack. Throws SL4201, SL4202 and SL4203. */
export const listEntries = async (
  root: string,
  artifact: string,
  paths: readonly string[],
): Promise<readonly PackEntry[]> => {
  const found = new Map<string, PackEntry>()
  const top = await realpath(root)

  const stats = async (name: string): Promise<Stats> =>
    lstat(join(top, name)).catch((error: unknown) => {
      if (errno(error) !== "ENOENT" && errno(error) !== "ENOTDIR") throw error
      throw name.includes("\uFFFD")
        ? refuse("SL4203", artifact, `'${name}' cannot be packed: its name is not UTF-8`, "Rename the file.")
        : refuse(
            "SL4201",
            artifact,
            `the build has not made '${name}', which '${artifact}' packs`,
            "Make it in the recipe, or correct `paths`.",
          )
    })

  const add = async (name: string): Promise<void> => {
    if (found.has(name) || name === ".git") return
    const info = await stats(name)
    const file = join(top, name)
    if (info.isFile()) {
      found.set(name, { type: "file", name, file, size: info.size, executable: (info.mode & 0o100) !== 0 })
    } else if (info.isSymbolicLink()) {
      const target = await readlink(file)
      if (linkInside(name, target) === undefined) throw leadsOut(artifact, name)
      found.set(name, { type: "symlink", name, target })
    } else if (info.isDirectory()) {
      if (name !== ".") found.set(name, { type: "directory", name })
      for (const child of await readdir(file)) await add(name === "." ? child : `${name}/${child}`)
    } else
      throw refuse("SL4203", artifact, `'${name}' is no file, folder or link, so it cannot be packed`, "Leave it out.")
  }

  for (const path of paths) {
    const name = posix.normalize(path).replace(/\/+$/, "")
    if (!isInside(name)) throw leadsOut(artifact, path)
    await stats(name)
    const parent = await realpath(dirname(join(top, name)))
    if (name !== "." && parent !== top && !parent.startsWith(top + sep)) throw leadsOut(artifact, path)
    await add(name)
  }
  return [...found.values()].sort(byName)
}
