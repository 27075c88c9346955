import { page } from "../page.mjs"
import { createCarts } from "../store/carts.mjs"
import { createCatalogue } from "../store/catalogue.mjs"
import { createOrders } from "../store/orders.mjs"
import { readSchema } from "../store/schema.mjs"
import { readCustomer, readNewCart, readQuantity } from "./input.mjs"
import { readJson } from "./read-json.mjs"

/** @typedef {{ version: string, digest: string, environment: string, instance: string }} About  which shop this is */

/**
 * Everything that the shop answers to.
 *
 * @param {import("node:sqlite").DatabaseSync} database
 * @param {About} about
 * @param {() => boolean} isStopping
 * @returns {Record<string, import("./router.mjs").Handler>}
 */
export function createRoutes(database, about, isStopping) {
  const catalogue = createCatalogue(database)
  const carts = createCarts(database)
  const orders = createOrders(database, carts)

  return {
    "GET /": () => ({ html: page(catalogue.list(), about) }),

    // A server that is stopping still answers, but asks for no more requests.
    "GET /health": () => {
      const schema = readSchema(database).version
      return isStopping() ? { status: 503, json: { status: "stopping" } } : { json: { status: "ok", schema } }
    },
    "GET /version": () => ({ json: { name: "shop", ...about, schema: readSchema(database).version } }),

    "GET /api/products": () => ({ json: { products: catalogue.list() } }),
    "GET /api/products/:sku": ({ sku = "" }) => ({ json: catalogue.find(sku) }),

    "POST /api/carts": async (_, request) => {
      const cart = carts.create(readNewCart(await readJson(request)))
      return { status: 201, headers: { location: `/api/carts/${cart.id}` }, json: cart }
    },
    "GET /api/carts/:id": ({ id = "" }) => ({ json: carts.find(id) }),
    "PUT /api/carts/:id/items/:sku": async ({ id = "", sku = "" }, request) => ({
      json: carts.setQuantity(id, sku, readQuantity(await readJson(request))),
    }),
    "POST /api/carts/:id/order": async ({ id = "" }, request) => {
      const order = orders.place(id, readCustomer(await readJson(request)))
      return { status: 201, headers: { location: `/api/orders/${order.id}` }, json: order }
    },

    "GET /api/orders/:id": ({ id = "" }) => ({ json: orders.find(id) }),
  }
}
