import { createServer } from "node:http"
import { Refusal } from "../refusal.mjs"
import { createRouter } from "./router.mjs"
import { createRoutes } from "./routes.mjs"

/** How long requests that are under way may take to finish once the server is told to stop. */
const PATIENCE = 4000

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
}

/**
 * @param {import("node:sqlite").DatabaseSync} database
 * @param {import("./routes.mjs").About} about
 * @param {(entry: Record<string, unknown>) => void} log
 */
export function createShop(database, about, log) {
  let stopping = false
  const route = createRouter(createRoutes(database, about, () => stopping))

  const server = createServer(async (request, response) => {
    const started = performance.now()
    const { status = 200, headers, json, html } = await answer(request)
    if (stopping) response.setHeader("connection", "close")
    response.writeHead(status, {
      ...HEADERS,
      "content-type": html === undefined ? "application/json; charset=utf-8" : "text/html; charset=utf-8",
      ...headers,
    })
    response.end(html ?? `${JSON.stringify(json)}\n`)
    log({ method: request.method, path: request.url, status, ms: Math.round(performance.now() - started) })
  })
  server.headersTimeout = 10_000
  server.requestTimeout = 20_000

  /** @param {import("node:http").IncomingMessage} request @returns {Promise<import("./router.mjs").Answer>} */
  async function answer(request) {
    try {
      return await route(request)()
    } catch (error) {
      if (error instanceof Refusal)
        return {
          status: error.status,
          headers: error.headers,
          json: { error: { code: error.code, message: error.message } },
        }
      // What went wrong inside is for the log, not for the client.
      log({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
      return { status: 500, json: { error: { code: "internal", message: "something went wrong in the shop" } } }
    }
  }

  return {
    /**
     * @param {{ host: string, port: number }} address
     * @returns {Promise<number>} the port
     */
    listen({ host, port }) {
      const { promise, resolve, reject } = Promise.withResolvers()
      server.once("error", reject)
      server.listen(port, host, () => {
        const address = server.address()
        resolve(typeof address === "object" && address !== null ? address.port : port)
      })
      return promise
    },

    /** Takes no new connections, lets requests that are under way finish, and ends what takes too long. */
    async stop() {
      stopping = true
      const { promise, resolve } = Promise.withResolvers()
      server.close(() => resolve(undefined))
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      const end = setTimeout(() => server.closeAllConnections(), PATIENCE)
      await promise
      clearInterval(sweep)
      clearTimeout(end)
    },
  }
}
