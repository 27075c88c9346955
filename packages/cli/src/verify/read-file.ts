import { readdirSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, relative, resolve } from "node:path"
import type { CompiledFile } from "@shipline/adapters"
import { nearest } from "../nearest.js"
import { Refusal, refuse } from "../problem.js"
import { localPath } from "../render/local-path.js"

const nearName = (path: string): string => {
  const folder = statSync(dirname(path), { throwIfNoEntry: false })
  const near = folder?.isDirectory() === true ? nearest(basename(path), readdirSync(dirname(path))) : undefined
  return near === undefined ? "Check the path." : `Did you mean '${near}'?`
}

const textAt = (cwd: string, path: string): string => {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return refuse("SL5001", `there is no file '${localPath(cwd, path)}'`, nearName(path))
  if (found.isDirectory()) return refuse("SL5002", `'${localPath(cwd, path) || "."}' is a folder`, "Name a file in it.")
  return readFileSync(path, "utf8")
}

/** The text of a file that a person named. Throws a `Refusal` with SL5001, SL5002 or SL5101. */
export const readNamed = (cwd: string, name: string): string => {
  const path = resolve(cwd, name)
  try {
    return textAt(cwd, path)
  } catch (error) {
    if (error instanceof Refusal) throw error
    const why = error instanceof Error ? error.message : String(error)
    return refuse("SL5101", `'${localPath(cwd, path)}' cannot be read: ${why}`, "Check its permissions.")
  }
}

/** A file as the platform sees it: its path begins at the root of the repository. */
export const readCiFile = (cwd: string, root: string, name: string): CompiledFile => ({
  path: localPath(root, relative(root, resolve(cwd, name))),
  text: readNamed(cwd, name),
})
