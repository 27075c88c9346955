/**
 * Asks the shop as a client would.
 *
 * @param {string} url
 */
export function api(url) {
  /** @param {string} method @param {string} path @param {unknown} [body] @param {Record<string, string>} [headers] */
  return async function ask(method, path, body, headers = { "content-type": "application/json" }) {
    const text = typeof body === "string" ? body : JSON.stringify(body)
    const response = await fetch(url + path, { method, ...(body === undefined ? {} : { body: text, headers }) })
    const type = response.headers.get("content-type") ?? ""
    const answer = await response.text()
    const json = type.startsWith("application/json") && answer !== "" ? JSON.parse(answer) : undefined
    return { status: response.status, headers: response.headers, text: answer, json }
  }
}
