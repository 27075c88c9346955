import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { rmSync } from "node:fs"
import { join } from "node:path"
import { endProcess } from "./end-process.mjs"
import { readJsonFile, writeJsonFile } from "./json-file.mjs"
import { commandLineOf, findProcesses } from "./processes.mjs"
import { openServerLog } from "./server-log.mjs"

/**
 * The server that an environment's record speaks of. The instance is a word that only this process has on its
 * command line: a process id alone may by now belong to somebody else.
 *
 * @typedef {{ instance: string, pid?: number, url: string, version: string, digest: string }} ServerRecord
 */

/** @typedef {import("./place.mjs").Place} Place */

/** What is started, in an environment's folder. */
const MAIN = "current/src/main.mjs"

/**
 * Starts the current release as a process of its own, which outlives the command and the job that started it.
 *
 * @param {Place} place
 * @param {import("./release.mjs").Release} release
 * @param {import("./address.mjs").Address} address
 */
export function startServer(place, release, address) {
  const record = { instance: randomUUID(), url: address.url, version: release.version, digest: release.digest }
  const log = openServerLog(place.log)
  // Written before the start: were this command killed in between, the server could still be found by its instance.
  writeJsonFile(place.server, record)
  const args = ["--disable-warning=ExperimentalWarning", join(place.folder, MAIN), "--instance", record.instance]
  const child = spawn(process.execPath, args, {
    detached: true,
    cwd: place.folder,
    stdio: ["ignore", log.handle, log.handle],
    env: serverEnvironment(place, release, address),
  })
  log.close()
  writeJsonFile(place.server, { ...record, pid: child.pid })

  /** @type {string | undefined} */
  let end
  child.once("error", (error) => (end = `could not be started: ${error.message}`))
  child.once(
    "exit",
    (code, signal) => (end = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`),
  )
  child.unref()
  return { instance: record.instance, end: () => end, lastWords: log.lastWords }
}

/**
 * Only what the server needs. It lives longer than the job, so the job's secrets must not live in it.
 *
 * @param {Place} place
 * @param {import("./release.mjs").Release} release
 * @param {import("./address.mjs").Address} address
 */
function serverEnvironment(place, release, { host, port }) {
  const { PATH = "", HOME = "", LANG = "C.UTF-8", TZ = "UTC" } = process.env
  return {
    ...{ PATH, HOME, LANG, TZ },
    HOST: host,
    PORT: String(port),
    DATA_DIR: place.data,
    SHOP_ENVIRONMENT: place.name,
    SHOP_VERSION: release.version,
    SHOP_DIGEST: release.digest,
  }
}

/** @param {Place} place @returns {(ServerRecord & { pid: number }) | undefined} the server, if it runs */
export function findServer(place) {
  /** @type {ServerRecord | undefined} */
  const record = readJsonFile(place.server)
  if (typeof record?.instance !== "string" || record.instance === "") return undefined
  const { pid } = record
  if (pid !== undefined) return commandLineOf(pid)?.includes(record.instance) ? { ...record, pid } : undefined
  const [found] = findProcesses((line) => line.includes(record.instance))
  return found === undefined ? undefined : { ...record, pid: found }
}

/**
 * Stops the environment's server, by force if it does not stop by itself.
 *
 * @param {Place} place
 * @returns {Promise<ServerRecord | undefined>} what was stopped
 */
export async function stopServer(place) {
  const server = findServer(place)
  if (server !== undefined) await endProcess(server.pid, server.instance)
  rmSync(place.server, { force: true })
  return server
}

/**
 * Servers that run under a root although no record speaks of them: somebody has removed their folder.
 *
 * @param {string} root
 * @param {readonly Place[]} places
 */
export function findStrays(root, places) {
  const known = places.map((place) => findServer(place)?.pid)
  return findProcesses((line) => line.includes(` ${root}/`) && line.includes(`${MAIN} --instance `)).filter(
    (pid) => !known.includes(pid),
  )
}
