import { randomUUID } from "node:crypto"
import { Refusal } from "../refusal.mjs"
import { transaction } from "./transaction.mjs"

/** @typedef {{ sku: string, name: string, quantity: number, unitCents: number }} CartItem */
/** @typedef {{ id: string, test: boolean, orderId: string | null, items: CartItem[], totalCents: number }} Cart */

/** @param {import("node:sqlite").DatabaseSync} database */
export function createCarts(database) {
  const insert = database.prepare("INSERT INTO carts (id, created_at, test) VALUES (?, ?, ?)")
  const select = database.prepare("SELECT id, test, order_id AS orderId FROM carts WHERE id = ?")
  const items = database.prepare(`
    SELECT sku, name, quantity, price_cents AS unitCents FROM cart_items JOIN products USING (sku)
    WHERE cart_id = ? ORDER BY sku`)
  const put = database.prepare(`
    INSERT INTO cart_items (cart_id, sku, quantity) VALUES (?, ?, ?)
    ON CONFLICT (cart_id, sku) DO UPDATE SET quantity = excluded.quantity`)
  const remove = database.prepare("DELETE FROM cart_items WHERE cart_id = ? AND sku = ?")
  const known = database.prepare("SELECT 1 FROM products WHERE sku = ?")

  /** @param {string} id @returns {Cart} */
  function find(id) {
    const cart = select.get(id)
    if (cart === undefined) throw new Refusal(404, "no_such_cart", `there is no cart '${id}'`)
    const content = /** @type {CartItem[]} */ (/** @type {unknown} */ (items.all(id)))
    return {
      id: String(cart.id),
      test: cart.test === 1,
      orderId: /** @type {string | null} */ (cart.orderId),
      items: content,
      totalCents: content.reduce((total, item) => total + item.quantity * item.unitCents, 0),
    }
  }

  return {
    find,

    /** @param {{ test: boolean }} options @returns {Cart} */
    create({ test }) {
      const id = randomUUID()
      insert.run(id, new Date().toISOString(), test ? 1 : 0)
      return find(id)
    },

    /**
     * Sets how many of a product the cart holds; none takes the product out.
     *
     * @param {string} id
     * @param {string} sku
     * @param {number} quantity
     * @returns {Cart}
     */
    setQuantity(id, sku, quantity) {
      return transaction(database, () => {
        if (find(id).orderId !== null) throw new Refusal(409, "cart_ordered", "this cart is ordered already")
        if (known.get(sku) === undefined) throw new Refusal(404, "no_such_product", `there is no product '${sku}'`)
        if (quantity === 0) remove.run(id, sku)
        else put.run(id, sku, quantity)
        return find(id)
      })
    },
  }
}
