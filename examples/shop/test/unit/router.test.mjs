import assert from "node:assert/strict"
import { test } from "node:test"
import { createRouter } from "../../src/http/router.mjs"

const route = createRouter({
  "GET /": () => ({ json: "home" }),
  "GET /carts/:id": (params) => ({ json: params }),
  "PUT /carts/:id/items/:sku": (params) => ({ json: params }),
  "POST /carts/:id": () => ({ json: "posted" }),
})

/** @param {string} method @param {string} url */
const answer = (method, url) => {
  const request = /** @type {import("node:http").IncomingMessage} */ (/** @type {unknown} */ ({ method, url }))
  return /** @type {{ json?: unknown }} */ (route(request)()).json
}

test("matches method and path, and ignores the query", () => {
  assert.equal(answer("GET", "/?page=2"), "home")
  assert.equal(answer("POST", "/carts/1"), "posted")
  assert.equal(answer("HEAD", "/"), "home")
})

test("reads parameters, decoded", () => {
  assert.deepEqual(answer("PUT", "/carts/7/items/a%2Fb%20c"), { id: "7", sku: "a/b c" })
})

test("an unknown path is 404", () => {
  for (const path of ["/nothing", "/carts", "/carts/1/", "//"])
    assert.throws(() => answer("GET", path), { status: 404, code: "no_such_page" })
})

test("a known path with the wrong method is 405 and says which it answers", () => {
  assert.throws(() => answer("DELETE", "/carts/1"), { status: 405, headers: { allow: "GET, POST" } })
})

test("a path that is not encoded correctly is 400", () => {
  assert.throws(() => answer("GET", "/carts/%E0%A4%A"), { status: 400, code: "invalid_path" })
})
