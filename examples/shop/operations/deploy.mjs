import { rmSync } from "node:fs"
import { activate } from "./activate.mjs"
import { readAddress } from "./address.mjs"
import { withLock } from "./lock.mjs"
import { readManifest } from "./manifest.mjs"
import { checkPort } from "./port.mjs"
import { messageOf, Problem } from "./problem.mjs"
import { installRelease, lastGoodRelease, pruneReleases, releaseName } from "./release.mjs"
import { checkSchema } from "./schema-check.mjs"
import { findServer, stopServer } from "./server.mjs"

/** @typedef {import("./place.mjs").Place} Place */
/** @typedef {import("./address.mjs").Address} Address */

/**
 * @typedef {object} Deployment
 * @property {string} url
 * @property {string} from  the folder with the release
 * @property {string} version
 * @property {string} digest
 * @property {number} within  milliseconds for the new server to become healthy
 * @property {(line: string) => void} say
 * @property {AbortSignal} [signal]  aborted when the job is stopped: the deployment goes back, as if it had failed
 */

/**
 * Deploys a release to an environment. Either the environment then runs this release, or it runs what ran before
 * and this throws.
 *
 * @param {Place} place
 * @param {Deployment} deployment
 */
export async function deploy(place, { url, from, version, digest, within, say, signal }) {
  const address = readAddress(url)
  releaseName(version, digest)
  const { schema } = readManifest(from)

  await withLock(place, { what: `the deployment of ${version} to ${place.name}`, say, signal }, async () => {
    checkSchema(place, schema)
    await checkPort(place, address)
    const before = { release: lastGoodRelease(place), address: previousAddress(place) ?? address }
    const release = installRelease(place, from, { version, digest })
    try {
      signal?.throwIfAborted()
      await activate(place, release, address, { within, signal })
      say(`${place.name} runs ${version} at ${address.url}`)
    } catch (error) {
      await goBack(place, before, { failed: version, why: messageOf(error), within })
    } finally {
      pruneReleases(place)
    }
  })
}

/** Where the running server answers: the way back leads there, even if the new release has another address. @param {Place} place */
function previousAddress(place) {
  const server = findServer(place)
  return server === undefined ? undefined : readAddress(server.url)
}

/**
 * @param {Place} place
 * @param {{ release: import("./release.mjs").Release | undefined, address: Address }} before
 * @param {{ failed: string, why: string, within: number }} what
 * @returns {Promise<never>}
 */
async function goBack(place, { release, address }, { failed, why, within }) {
  const story = `${failed} does not run in ${place.name}: ${why}\n`
  if (release === undefined) {
    await stopServer(place)
    rmSync(place.current, { force: true })
    throw new Problem(`${story}  ${place.name} is stopped: no release has run there before`)
  }
  try {
    await activate(place, release, address, { within })
  } catch (error) {
    throw new Problem(
      `${story}  ${place.name} is DOWN: ${release.version}, which ran before, does not run either: ${messageOf(error)}`,
    )
  }
  throw new Problem(`${story}  ${place.name} is back on ${release.version}, which answers at ${address.url}`)
}
