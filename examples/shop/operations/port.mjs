import { createServer } from "node:net"
import { ask } from "./http.mjs"
import { Problem } from "./problem.mjs"
import { findServer } from "./server.mjs"

/**
 * Makes sure that the environment's server can have its port: it is free, or it is the environment's own. Asked
 * before anything is changed.
 *
 * @param {import("./place.mjs").Place} place
 * @param {import("./address.mjs").Address} address
 */
export async function checkPort(place, address) {
  if (findServer(place)?.url === address.url || (await isFree(address))) return
  const other = await ask(`${address.url}/version`, { timeout: 1000 }).catch(() => undefined)
  const who =
    other?.json?.name === "shop" ? `another server, of environment '${other.json.environment}'` : "another process"
  throw new Problem(`port ${address.port} is in use by ${who}; nothing was changed`)
}

/** @param {import("./address.mjs").Address} address @returns {Promise<boolean>} */
function isFree({ host, port }) {
  const { promise, resolve, reject } = Promise.withResolvers()
  const probe = createServer()
  probe.once("error", (error) => {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    if (code === "EADDRINUSE") resolve(false)
    else reject(new Problem(`port ${port} cannot be used: ${error.message}`))
  })
  probe.listen(port, host, () => probe.close(() => resolve(true)))
  return promise
}
