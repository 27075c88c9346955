import { usage } from "./problem.mjs"

/** @typedef {{ url: string, host: string, port: number }} Address */

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

/**
 * The address of an environment, from its URL. Only this machine: that is where this shop is deployed to.
 *
 * @param {string} text
 * @returns {Address}
 */
export function readAddress(text) {
  const url = URL.parse(text)
  if (url === null || url.protocol !== "http:" || !LOOPBACK.includes(url.hostname) || url.port === "")
    throw usage(`'${text}' is not an address on this machine, such as http://127.0.0.1:4101`)
  return { url: url.origin, host: url.hostname.replace(/[[\]]/g, ""), port: Number(url.port) }
}
