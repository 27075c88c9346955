import { existsSync } from "node:fs"
import { dirname, join } from "node:path"

/** Platforms read their files at the root of the repository, also where the project is a folder of it. */
export const repositoryRoot = (cwd: string): string => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder
    if (folder === dirname(folder)) return cwd
  }
}
