import assert from "node:assert/strict"
import { test } from "node:test"
import { readCustomer, readNewCart, readQuantity } from "../../src/http/input.mjs"

/** @param {() => unknown} read @param {RegExp} message */
const refused = (read, message) => assert.throws(read, { status: 400, code: "invalid_input", message })

test("a new cart is a real one unless it says otherwise", () => {
  assert.deepEqual(readNewCart({}), { test: false })
  assert.deepEqual(readNewCart({ test: true }), { test: true })
  refused(() => readNewCart({ test: "yes" }), /'test' must be true or false/)
})

test("a misspelt field is refused", () => {
  refused(() => readNewCart({ tset: true }), /'tset' is not a field of this request; these are: test/)
  refused(() => readQuantity({ quantity: 1, price: 0 }), /'price' is not a field/)
})

test("quantities are whole numbers from 0 to 99", () => {
  assert.equal(readQuantity({ quantity: 0 }), 0)
  assert.equal(readQuantity({ quantity: 99 }), 99)
  for (const quantity of [undefined, null, "1", -1, 1.5, 100, Number.NaN, [1], {}])
    refused(() => readQuantity({ quantity }), /'quantity' must be a whole number/)
})

test("e-mail addresses have one @ with something on both sides", () => {
  assert.deepEqual(readCustomer({ email: "ann@shop.example" }), { email: "ann@shop.example" })
  for (const email of [undefined, 1, "", "ann", "@x", "ann@", "a b@x", "a@b@c", "a@<x>", `${"a".repeat(250)}@x.de`])
    refused(() => readCustomer({ email }), /'email' must be an e-mail address/)
})
