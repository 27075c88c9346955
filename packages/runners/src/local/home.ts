import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileEffect } from "../errors/file-error.js"

/** The folder in a project where runs, artifacts and locks are kept. It keeps itself out of git. */
const homeOf = (root: string): string => join(root, ".shipline")

/** Makes a folder in the home of a project. */
export const openHome = (root: string, folder: string) =>
  fileEffect(`make ${join(homeOf(root), folder)}`, async () => {
    const path = join(homeOf(root), folder)
    await mkdir(path, { recursive: true })
    await writeFile(join(homeOf(root), ".gitignore"), "*\n", { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error
    })
    return path
  })
