import { endProcess } from "./end-process.mjs"
import { withLock } from "./lock.mjs"
import { placesIn } from "./place.mjs"
import { findStrays, stopServer } from "./server.mjs"

/**
 * Stops the server of every environment under a root. Waits for a deployment that is under way: it would start
 * its server again.
 *
 * @param {string} root
 * @param {(line: string) => void} say
 */
export async function stopAll(root, say) {
  const places = placesIn(root)
  const stops = places.map((place) =>
    withLock(place, { what: `the stop of ${place.name}`, say }, async () => {
      const server = await stopServer(place)
      say(server === undefined ? `${place.name} is not running` : `${place.name} is stopped (it ran ${server.version})`)
    }),
  )
  // One environment that cannot be stopped must not keep the others running.
  const results = await Promise.allSettled(stops)
  const failed = results.find((result) => result.status === "rejected")
  if (failed !== undefined) throw failed.reason
  const strays = findStrays(root, placesIn(root))
  for (const pid of strays) {
    await endProcess(pid, `${root}/`)
    say(`stopped process ${pid}, whose folder is gone`)
  }
  if (places.length + strays.length === 0) say(`there is no environment in ${root}`)
}
