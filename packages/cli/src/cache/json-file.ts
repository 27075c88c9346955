import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

/** What a cache file holds; undefined where there is none or it is damaged. */
export const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, "utf8"))
  } catch {
    return undefined
  }
}

const remove = (path: string): void => {
  try {
    rmSync(path, { force: true })
  } catch {
    // it cannot be there
  }
}

/** Writes a cache file as a whole or not at all. A cache that cannot be written is no error. */
export const writeJson = (path: string, value: unknown): void => {
  const draft = `${path}.${process.pid}`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(draft, JSON.stringify(value))
    renameSync(draft, path)
  } catch {
    remove(draft)
  }
}
