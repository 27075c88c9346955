import assert from "node:assert/strict"
import { once } from "node:events"
import { connect } from "node:net"
import { after, test } from "node:test"
import { api } from "../support/api.mjs"
import { runningShop } from "../support/running-shop.mjs"

const { url } = await runningShop({ after })
const ask = api(url)

/** @param {Record<string, number>} content @returns {Promise<string>} the path of a new cart */
async function cartWith(content) {
  const { json, headers } = await ask("POST", "/api/carts", {})
  assert.equal(headers.get("location"), `/api/carts/${json.id}`)
  for (const [sku, quantity] of Object.entries(content))
    assert.equal((await ask("PUT", `/api/carts/${json.id}/items/${sku}`, { quantity })).status, 200)
  return `/api/carts/${json.id}`
}

/** @param {string} sku @returns {Promise<number>} */
const stockOf = async (sku) => (await ask("GET", `/api/products/${sku}`)).json.stock

test("takes an order and shows it again", async () => {
  const cart = await cartWith({ "TEA-GREEN": 2, STRAINER: 1 })
  const placed = await ask("POST", `${cart}/order`, { email: "ann@shop.example" })
  assert.equal(placed.status, 201)
  assert.equal(placed.json.totalCents, 3330)
  const read = await ask("GET", String(placed.headers.get("location")))
  assert.deepEqual(read.json, placed.json)
  assert.equal(await stockOf("TEA-GREEN"), 38)
  assert.equal((await ask("POST", `${cart}/order`, { email: "ann@shop.example" })).json.error.code, "cart_ordered")
})

test("sells the last piece once, however many ask for it", async () => {
  const carts = await Promise.all(Array.from({ length: 12 }, () => cartWith({ "SAMPLE-SET": 1 })))
  const answers = await Promise.all(carts.map((cart) => ask("POST", `${cart}/order`, { email: "ann@shop.example" })))
  const count = (/** @type {number} */ status) => answers.filter((answer) => answer.status === status).length
  assert.deepEqual([count(201), count(409)], [3, 9])
  assert.equal(await stockOf("SAMPLE-SET"), 0)
})

test("says which shop it is and that it is well", async () => {
  assert.deepEqual((await ask("GET", "/health")).json, { status: "ok", schema: 5 })
  assert.deepEqual((await ask("GET", "/version")).json, {
    name: "shop",
    version: "1.2.3",
    digest: "sha256:abc",
    environment: "local",
    instance: "under-test",
    schema: 5,
  })
})

test("shows a page that allows no script", async () => {
  const { status, headers, text } = await ask("GET", "/")
  assert.equal(status, 200)
  assert.match(String(headers.get("content-type")), /^text\/html/)
  assert.match(String(headers.get("content-security-policy")), /default-src 'none'/)
  assert.match(text, /milk &amp; sugar/)
  assert.equal((await ask("HEAD", "/")).text, "")
})

test("refuses what it cannot understand", async () => {
  const cart = await cartWith({})
  /** @type {[string, string, unknown, number, string][]} */
  const cases = [
    ["GET", "/nothing", undefined, 404, "no_such_page"],
    ["GET", "/api/products/NONE", undefined, 404, "no_such_product"],
    ["GET", "/api/orders/none", undefined, 404, "no_such_order"],
    ["PUT", `${cart}/items/NONE`, { quantity: 1 }, 404, "no_such_product"],
    ["DELETE", "/api/products", undefined, 405, "wrong_method"],
    ["GET", "/api/products/%zz", undefined, 400, "invalid_path"],
    ["POST", "/api/carts", "{", 400, "invalid_json"],
    ["POST", "/api/carts", "[]", 400, "invalid_body"],
    ["POST", "/api/carts", "null", 400, "invalid_body"],
    ["POST", "/api/carts", { tset: true }, 400, "invalid_input"],
    ["PUT", `${cart}/items/STRAINER`, { quantity: 1.5 }, 400, "invalid_input"],
    ["POST", `${cart}/order`, { email: "ann" }, 400, "invalid_input"],
    ["POST", `${cart}/order`, { email: "ann@shop.example" }, 409, "cart_empty"],
  ]
  for (const [method, path, body, status, code] of cases) {
    const answer = await ask(method, path, body)
    assert.deepEqual([answer.status, answer.json.error.code], [status, code], `${method} ${path}`)
  }
})

test("refuses a body that is no JSON or too large", async () => {
  const form = await ask("POST", "/api/carts", "test=true", { "content-type": "application/x-www-form-urlencoded" })
  assert.equal(form.status, 415)
  const large = await ask("POST", "/api/carts", JSON.stringify({ test: "x".repeat(20_000) }))
  assert.equal(large.status, 413)
  assert.equal((await ask("GET", "/health")).status, 200)
})

test("refuses a body that grows too large while it arrives, and hangs up", async () => {
  const client = connect(Number(new URL(url).port), "127.0.0.1")
  client.write("POST /api/carts HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n")
  client.write("transfer-encoding: chunked\r\n\r\n")
  for (let sent = 0; sent < 17; sent++) client.write(`400\r\n${"x".repeat(1024)}\r\n`)
  let answer = ""
  client.on("data", (chunk) => {
    answer += chunk
  })
  await once(client, "end")
  assert.match(answer, /^HTTP\/1\.1 413 /)
})
