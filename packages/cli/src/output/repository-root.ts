import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import type { Witness } from "../load/witness.js"

/** Platforms read their files at the root of the repository, also where the project is a folder of it. */
export const repositoryRoot = (cwd: string, { saw }: Witness): string => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const mark = join(folder, ".git")
    if (existsSync(mark)) {
      saw.presence(mark)
      return folder
    }
    saw.nothingAt(mark)
    if (folder === dirname(folder)) return cwd
  }
}
