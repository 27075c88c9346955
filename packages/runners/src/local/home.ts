import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileEffect } from "../errors/file-error.js"

/** The folder in a project where runs, artifacts and locks are kept. It keeps itself out of git, but for what CI calls. */
const homeOf = (root: string): string => join(root, ".shipline")

const ignored = "*\n!guard.mjs\n"

/** Tells git what to leave out; an earlier version of Shipline left out all of it. */
const keepOutOfGit = async (file: string): Promise<void> => {
  try {
    await writeFile(file, ignored, { flag: "wx" })
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
    if ((await readFile(file, "utf8")).trim() === "*") await writeFile(file, ignored)
  }
}

/** Where a folder in the home of a project is, or would be. */
export const homeFolder = (root: string, folder: string): string => join(homeOf(root), folder)

/** Makes a folder in the home of a project. */
export const openHome = (root: string, folder: string) =>
  fileEffect(`make ${homeFolder(root, folder)}`, async () => {
    const path = homeFolder(root, folder)
    await mkdir(path, { recursive: true })
    await keepOutOfGit(join(homeOf(root), ".gitignore"))
    return path
  })
