import assert from "node:assert/strict"
import { test } from "node:test"
import { memoryShop } from "../support/memory-shop.mjs"

/** @param {ReturnType<typeof memoryShop>} shop @param {Record<string, number>} content @param {boolean} [isTest] */
function cartWith({ carts }, content, isTest = false) {
  const { id } = carts.create({ test: isTest })
  for (const [sku, quantity] of Object.entries(content)) carts.setQuantity(id, sku, quantity)
  return id
}

const customer = { email: "ann@shop.example" }

test("a cart adds up what is in it", () => {
  const shop = memoryShop()
  const cart = shop.carts.find(cartWith(shop, { "TEA-GREEN": 2, STRAINER: 1 }))
  assert.equal(cart.totalCents, 2 * 1290 + 750)
  assert.deepEqual(
    cart.items.map(({ sku, quantity }) => [sku, quantity]),
    [
      ["STRAINER", 1],
      ["TEA-GREEN", 2],
    ],
  )
})

test("a quantity replaces the one before, and none removes the product", () => {
  const shop = memoryShop()
  const id = cartWith(shop, { "TEA-GREEN": 2, STRAINER: 1 })
  assert.equal(shop.carts.setQuantity(id, "TEA-GREEN", 5).totalCents, 5 * 1290 + 750)
  assert.equal(shop.carts.setQuantity(id, "TEA-GREEN", 0).items.length, 1)
})

test("an order takes the goods out of stock and can be read again", () => {
  const shop = memoryShop()
  const order = shop.orders.place(cartWith(shop, { "POT-CLAY": 2, STRAINER: 1 }), customer)
  assert.equal(order.totalCents, 2 * 4800 + 750)
  assert.equal(shop.catalogue.find("POT-CLAY").stock, 4)
  assert.equal(shop.catalogue.find("STRAINER").stock, 24)
  assert.deepEqual(shop.orders.find(order.id), order)
})

test("an order keeps the price at which it was placed", () => {
  const shop = memoryShop()
  const order = shop.orders.place(cartWith(shop, { STRAINER: 1 }), customer)
  shop.database.exec("UPDATE products SET price_cents = 1 WHERE sku = 'STRAINER'")
  assert.equal(shop.orders.find(order.id).totalCents, 750)
})

test("an order that cannot be filled changes nothing at all", () => {
  const shop = memoryShop()
  const id = cartWith(shop, { "CUP-PAIR": 2, "SAMPLE-SET": 4 })
  assert.throws(() => shop.orders.place(id, customer), { status: 409, code: "out_of_stock", message: /'SAMPLE-SET'/ })
  assert.equal(shop.catalogue.find("CUP-PAIR").stock, 12)
  assert.equal(shop.catalogue.find("SAMPLE-SET").stock, 3)
  assert.equal(shop.carts.find(id).orderId, null)
  assert.equal(shop.database.prepare("SELECT count(*) AS n FROM orders").get()?.n, 0)
})

test("a cart becomes one order only, and cannot be changed afterwards", () => {
  const shop = memoryShop()
  const id = cartWith(shop, { STRAINER: 1 })
  const order = shop.orders.place(id, customer)
  assert.throws(() => shop.orders.place(id, customer), {
    status: 409,
    code: "cart_ordered",
    message: new RegExp(order.id),
  })
  assert.throws(() => shop.carts.setQuantity(id, "STRAINER", 2), { status: 409, code: "cart_ordered" })
  assert.equal(shop.catalogue.find("STRAINER").stock, 24)
})

test("an empty cart cannot be ordered", () => {
  const shop = memoryShop()
  assert.throws(() => shop.orders.place(cartWith(shop, {}), customer), { status: 409, code: "cart_empty" })
})

test("a test order leaves the stock as it is, even of a product that is sold out", () => {
  const shop = memoryShop()
  const order = shop.orders.place(cartWith(shop, { "SAMPLE-SET": 50 }, true), customer)
  assert.equal(order.test, true)
  assert.equal(shop.catalogue.find("SAMPLE-SET").stock, 3)
})

test("what does not exist is 404", () => {
  const shop = memoryShop()
  const { id } = shop.carts.create({ test: false })
  assert.throws(() => shop.carts.find("none"), { status: 404, code: "no_such_cart" })
  assert.throws(() => shop.orders.find("none"), { status: 404, code: "no_such_order" })
  assert.throws(() => shop.orders.place("none", customer), { status: 404, code: "no_such_cart" })
  assert.throws(() => shop.carts.setQuantity(id, "none", 1), { status: 404, code: "no_such_product" })
  assert.throws(() => shop.catalogue.find("none"), { status: 404, code: "no_such_product" })
})
