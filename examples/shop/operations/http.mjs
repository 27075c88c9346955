import { messageOf, Problem } from "./problem.mjs"

/**
 * @typedef {object} Asking
 * @property {string} [method]
 * @property {unknown} [json]  sent as the body
 * @property {number} [timeout]  milliseconds for the whole answer
 * @property {AbortSignal | undefined} [signal]
 */

/**
 * Asks an HTTP server once. Always ends within the timeout.
 *
 * @param {string} url
 * @param {Asking} [asking]
 * @returns {Promise<{ status: number, text: string, json: any }>} `json` may be anything: another server may answer
 */
export async function ask(url, { method = "GET", json, timeout = 2000, signal } = {}) {
  const limits = [AbortSignal.timeout(Math.max(1, Math.round(timeout))), ...(signal === undefined ? [] : [signal])]
  try {
    const response = await fetch(url, {
      method,
      redirect: "error",
      signal: AbortSignal.any(limits),
      ...(json === undefined ? {} : { body: JSON.stringify(json), headers: { "content-type": "application/json" } }),
    })
    const text = await response.text()
    return { status: response.status, text, json: parse(text) }
  } catch (error) {
    // `fetch` itself only says "fetch failed"; the reason is in the cause.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw new Problem(`${method} ${url}: ${messageOf(cause) || /** @type {any} */ (cause).code}`)
  }
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
