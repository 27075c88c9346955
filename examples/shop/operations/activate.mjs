import { ask } from "./http.mjs"
import { Problem } from "./problem.mjs"
import { markAnswered, switchTo } from "./release.mjs"
import { startServer, stopServer } from "./server.mjs"
import { waitUntil } from "./wait-until.mjs"

/**
 * Makes a release that is on disk the running one, and waits until it answers.
 *
 * @param {import("./place.mjs").Place} place
 * @param {import("./release.mjs").Release} release
 * @param {import("./address.mjs").Address} address
 * @param {{ within: number, signal?: AbortSignal | undefined }} options
 */
export async function activate(place, release, address, { within, signal }) {
  await stopServer(place)
  switchTo(place, release)
  const server = startServer(place, release, address)
  let last = "it did not answer"
  const healthy = await waitUntil(
    async (left) => {
      if (server.end() !== undefined) throw failure(`its server ${server.end()}`, server)
      try {
        await checkAnswers(address, release, server.instance, { timeout: Math.min(2000, left), signal })
        return true
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        last = error.message
        return undefined
      }
    },
    { within, signal },
  )
  if (healthy === undefined) throw failure(`it is not healthy after ${within / 1000} seconds: ${last}`, server)
  markAnswered(place, release)
}

/**
 * The answer must come from the very process that was started: another one on this port may well be healthy too.
 *
 * @param {import("./address.mjs").Address} address
 * @param {import("./release.mjs").Release} release
 * @param {string} instance
 * @param {import("./http.mjs").Asking} asking
 */
async function checkAnswers({ url }, release, instance, asking) {
  const version = await ask(`${url}/version`, asking)
  if (version.json?.instance !== instance) throw new Problem(`${url} is answered by another process`)
  if (version.json.version !== release.version) throw new Problem(`${url} answers with version ${version.json.version}`)
  const health = await ask(`${url}/health`, asking)
  if (health.status !== 200) throw new Problem(`${url}/health answers with status ${health.status}`)
}

/** @param {string} what @param {ReturnType<typeof startServer>} server */
function failure(what, server) {
  const words = server.lastWords().map((line) => `    ${line}`)
  return new Problem([what, ...(words.length === 0 ? [] : ["  its last words:", ...words])].join("\n"))
}
