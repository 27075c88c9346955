import { closeSync, existsSync, fstatSync, openSync, readFileSync, renameSync, statSync } from "node:fs"

const LIMIT = 5 * 1024 * 1024

/**
 * Opens the log of an environment's server for another start. A log that has grown large is put aside first,
 * in place of the one that was put aside before.
 *
 * @param {string} file
 */
export function openServerLog(file) {
  if (existsSync(file) && statSync(file).size > LIMIT) renameSync(file, `${file}.1`)
  const handle = openSync(file, "a")
  const start = fstatSync(handle).size
  return {
    handle,
    close: () => closeSync(handle),

    /** The last lines that were printed since this start. */
    lastWords() {
      const text = readFileSync(file).subarray(start).toString("utf8").trimEnd()
      return text === "" ? [] : text.split("\n").slice(-15)
    },
  }
}
