import { ask } from "./http.mjs"
import { placesIn } from "./place.mjs"
import { currentRelease } from "./release.mjs"
import { findServer } from "./server.mjs"

/** @typedef {{ environment: string, state: "running" | "silent" | "stopped", version: string, digest: string, schema: number | undefined, url: string, pid: number | undefined }} Status */

/**
 * What each environment under a root really runs: asked over HTTP, not read from what a deployment wrote down.
 *
 * @param {string} root
 * @returns {Promise<Status[]>}
 */
export const readStatus = (root) => Promise.all(placesIn(root).map(statusOf))

/** @param {import("./place.mjs").Place} place @returns {Promise<Status>} */
async function statusOf(place) {
  const server = findServer(place)
  const answer = server && (await ask(`${server.url}/version`, { timeout: 2000 }).catch(() => undefined))?.json
  const answers = answer?.instance !== undefined && answer.instance === server?.instance
  const release = answers ? answer : currentRelease(place)
  return {
    environment: place.name,
    state: answers ? "running" : server === undefined ? "stopped" : "silent",
    version: release?.version ?? "none",
    digest: release?.digest ?? "none",
    schema: release?.schema,
    url: server?.url ?? "none",
    pid: server?.pid,
  }
}
