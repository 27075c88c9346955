import { readFileSync, renameSync, writeFileSync } from "node:fs"

/**
 * Reads a JSON file. Nothing if it is not there or is no JSON: what these files say is checked against the
 * world anyway, and a broken one must not stop the repair.
 *
 * @param {string} file
 * @returns {any}
 */
export function readJsonFile(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"))
  } catch {
    return undefined
  }
}

/** Writes a JSON file by rename, so that nobody ever reads half of it. @param {string} file @param {unknown} value */
export function writeJsonFile(file, value) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(value, undefined, 2)}\n`)
  renameSync(draft, file)
}
