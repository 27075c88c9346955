import { statSync } from "node:fs"
import { dirname, join } from "node:path"

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/**
 * Where what can be found out again is kept: in the nearest `node_modules`, which nobody commits, else in `.shipline`.
 * Deleting it is always safe. What cannot be written there is found out again each time.
 */
export const cacheFolder = (cwd: string): string => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const modules = join(folder, "node_modules")
    if (isFolder(modules)) return join(modules, ".cache", "shipline")
    if (folder === dirname(folder)) return join(cwd, ".shipline", "cache")
  }
}
