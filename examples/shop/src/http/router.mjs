import { Refusal } from "../refusal.mjs"

/** @typedef {import("node:http").IncomingMessage} Request */
/** @typedef {{ status?: number, headers?: Record<string, string>, json?: unknown, html?: string }} Answer */
/** @typedef {(params: Record<string, string>, request: Request) => Answer | Promise<Answer>} Handler */

/**
 * Finds the handler of a request. Routes are written `GET /api/carts/:id`; a part with a colon matches one segment.
 *
 * @param {Record<string, Handler>} routes
 */
export function createRouter(routes) {
  const table = Object.entries(routes).map(([route, handler]) => {
    const [method = "", path = ""] = route.split(" ")
    return { method, parts: path.split("/"), handler }
  })

  /** @param {Request} request @returns {() => Answer | Promise<Answer>} */
  return function route(request) {
    const path = (request.url ?? "/").split("?")[0] ?? "/"
    const segments = path.split("/").map(decode)
    const matches = table.filter(({ parts }) => fits(parts, segments))
    if (matches.length === 0) throw new Refusal(404, "no_such_page", `there is nothing at ${path}`)
    const method = request.method === "HEAD" ? "GET" : request.method
    const match = matches.find((candidate) => candidate.method === method)
    if (match === undefined) {
      const allow = matches.map((candidate) => candidate.method).join(", ")
      throw new Refusal(405, "wrong_method", `${path} answers to ${allow}`, { allow })
    }
    return () => match.handler(paramsOf(match.parts, segments), request)
  }
}

/** @param {readonly string[]} parts @param {readonly string[]} segments */
function fits(parts, segments) {
  return (
    parts.length === segments.length && parts.every((part, index) => part.startsWith(":") || part === segments[index])
  )
}

/** @param {readonly string[]} parts @param {readonly string[]} segments @returns {Record<string, string>} */
function paramsOf(parts, segments) {
  const named = parts.flatMap((part, index) => (part.startsWith(":") ? [[part.slice(1), segments[index] ?? ""]] : []))
  return Object.fromEntries(named)
}

/** @param {string} segment */
function decode(segment) {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new Refusal(400, "invalid_path", "the path is not encoded correctly")
  }
}
