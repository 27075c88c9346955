import { Refusal } from "../refusal.mjs"

const LIMIT = 16 * 1024

/**
 * Reads a request's body as a JSON object. No body is an empty object.
 *
 * @param {import("node:http").IncomingMessage} request
 * @returns {Promise<Record<string, unknown>>}
 */
export async function readJson(request) {
  const text = (await readBody(request)).toString("utf8")
  if (text === "") return {}
  const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase()
  if (type !== "application/json") throw new Refusal(415, "not_json", "the body must be of type application/json")
  const value = parse(text)
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Refusal(400, "invalid_body", "the body must be a JSON object")
  return value
}

/** @param {import("node:http").IncomingMessage} request */
async function readBody(request) {
  if (Number(request.headers["content-length"] ?? 0) > LIMIT) throw tooLarge()
  const chunks = []
  let size = 0
  try {
    // `destroyOnReturn: false` keeps the connection open, so that the refusal still reaches the client.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length
      if (size > LIMIT) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, "incomplete_body", "the body ended too early")
  }
  return Buffer.concat(chunks)
}

/** What is left of the body is not read, so the connection cannot serve another request. */
const tooLarge = () =>
  new Refusal(413, "body_too_large", `the body must not be larger than ${LIMIT} bytes`, { connection: "close" })

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, "invalid_json", "the body is not JSON")
  }
}
