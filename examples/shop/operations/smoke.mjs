import { ask } from "./http.mjs"
import { messageOf, Problem } from "./problem.mjs"
import { waitUntil } from "./wait-until.mjs"

/** Milliseconds for one answer; a shop that takes longer is not healthy. */
const TIMEOUT = 5000

/**
 * Goes through the shop as a customer would. Safe in production: the order is marked as a test, which leaves the
 * stock as it is. A check is repeated until it passes or the time for all of them is up; repeating does no harm,
 * because a cart becomes one order at most.
 *
 * @param {string} url
 * @param {{ version: string, within: number, say: (line: string) => void }} options
 */
export async function smoke(url, { version, within, say }) {
  const base = url.replace(/\/+$/, "")
  const deadline = performance.now() + within
  const left = () => deadline - performance.now()

  /** @template T @param {string} what @param {() => Promise<T>} attempt @returns {Promise<T>} */
  async function check(what, attempt) {
    let last = ""
    const once = async () => {
      try {
        return { value: await attempt() }
      } catch (error) {
        last = messageOf(error)
        return undefined
      }
    }
    const result = await waitUntil(once, { within: left(), pause: 250 })
    if (result === undefined) throw new Problem(`${what}: did not pass within ${within / 1000} seconds: ${last}`)
    say(`${what}: passed`)
    return result.value
  }

  /** @param {string} path @param {number} status @param {import("./http.mjs").Asking} [asking] */
  async function get(path, status = 200, asking = {}) {
    const answer = await ask(base + path, { ...asking, timeout: Math.min(TIMEOUT, left()) })
    if (answer.status === status) return answer
    throw new Problem(`${path} answers with status ${answer.status}: ${answer.text.slice(0, 200).trim()}`)
  }

  await check("health", () => get("/health"))

  await check("version", async () => {
    const { json } = await get("/version")
    if (json?.version !== version) throw new Problem(`expected version ${version}, ${base} runs ${json?.version}`)
  })

  const product = await check("products", async () => {
    const { json } = await get("/api/products")
    if (!json?.products?.length) throw new Problem("the shop has no products")
    return json.products[0]
  })

  await check("page", async () => {
    const { text } = await get("/")
    if (!text.includes("<h1>")) throw new Problem("the page has no heading")
  })

  const cart = await check("cart", async () => {
    const { json } = await get("/api/carts", 201, { method: "POST", json: { test: true } })
    const item = `/api/carts/${json.id}/items/${encodeURIComponent(product.sku)}`
    return `/api/carts/${(await get(item, 200, { method: "PUT", json: { quantity: 2 } })).json.id}`
  })

  await check("order", async () => {
    // An order whose answer was lost on the way is there all the same: the cart knows it.
    const known = (await get(cart)).json.orderId
    const customer = { email: "smoke@shop.example" }
    const id = known ?? (await get(`${cart}/order`, 201, { method: "POST", json: customer })).json.id
    const { json: order } = await get(`/api/orders/${id}`)
    if (order.totalCents !== 2 * product.priceCents || order.test !== true)
      throw new Problem(`the order is not as it was placed: ${JSON.stringify(order)}`)
  })
}
