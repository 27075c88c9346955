import { Refusal } from "../refusal.mjs"

/** @typedef {{ sku: string, name: string, description: string, priceCents: number, stock: number }} Product */

const COLUMNS = "sku, name, description, price_cents AS priceCents, stock"

/** @param {import("node:sqlite").DatabaseSync} database */
export function createCatalogue(database) {
  const all = database.prepare(`SELECT ${COLUMNS} FROM products ORDER BY name`)
  const one = database.prepare(`SELECT ${COLUMNS} FROM products WHERE sku = ?`)

  return {
    /** @returns {Product[]} */
    list: () => /** @type {any} */ (all.all()),

    /** @param {string} sku @returns {Product} */
    find(sku) {
      const product = one.get(sku)
      if (product === undefined) throw new Refusal(404, "no_such_product", `there is no product '${sku}'`)
      return /** @type {any} */ (product)
    },
  }
}
