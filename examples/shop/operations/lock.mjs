import { rmSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { readJsonFile, writeJsonFile } from "./json-file.mjs"
import { preparePlace } from "./place.mjs"
import { Problem } from "./problem.mjs"
import { waitUntil } from "./wait-until.mjs"

const SQLITE_BUSY = 5

/**
 * Does work on an environment while nobody else does. The lock is SQLite's lock on an empty file: the system
 * gives it back when its owner ends, however it ends, so it is never stale and never stolen from a live owner.
 * A second file says who the owner is, for people.
 *
 * @template T
 * @param {import("./place.mjs").Place} place
 * @param {{ what: string, say: (line: string) => void, within?: number, signal?: AbortSignal | undefined }} options
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(place, { what, say, within = 30_000, signal }, work) {
  preparePlace(place)
  const file = new DatabaseSync(place.lock, { timeout: 0 })
  try {
    let told = false
    const attempt = () => {
      if (lock(file)) return takeOver(place, what, say)
      // An owner of this very moment has not left its note yet.
      const owner = told ? undefined : ownerOf(place)
      if (owner !== undefined) say(`waits for ${owner}`)
      told ||= owner !== undefined
      return undefined
    }
    if (!(await waitUntil(attempt, { within, pause: 100, signal })))
      throw new Problem(
        `${place.name} is locked by ${ownerOf(place) ?? "somebody else"}; gave up after ${within / 1000} seconds, nothing was changed`,
      )
    try {
      return await work()
    } finally {
      rmSync(place.lockOwner, { force: true })
    }
  } finally {
    file.close()
  }
}

/** @param {import("./place.mjs").Place} place @param {string} what @param {(line: string) => void} say */
function takeOver(place, what, say) {
  const left = readJsonFile(place.lockOwner)
  if (left?.pid !== undefined) say(`${left.what} (process ${left.pid}) ended before it was done; carries on from there`)
  writeJsonFile(place.lockOwner, { pid: process.pid, what, since: new Date().toISOString() })
  return true
}

/** @param {DatabaseSync} file */
function lock(file) {
  try {
    file.exec("BEGIN EXCLUSIVE")
    return true
  } catch (error) {
    if (/** @type {any} */ (error).errcode === SQLITE_BUSY) return false
    throw error
  }
}

/** @param {import("./place.mjs").Place} place */
function ownerOf(place) {
  const owner = readJsonFile(place.lockOwner)
  return owner?.pid === undefined ? undefined : `${owner.what} (process ${owner.pid})`
}
