import { randomUUID } from "node:crypto"
import { Refusal } from "../refusal.mjs"
import { transaction } from "./transaction.mjs"

/** @typedef {{ sku: string, name: string, quantity: number, unitCents: number }} OrderLine */
/** @typedef {{ id: string, email: string, createdAt: string, test: boolean, lines: OrderLine[], totalCents: number }} Order */

/**
 * @param {import("node:sqlite").DatabaseSync} database
 * @param {ReturnType<typeof import("./carts.mjs").createCarts>} carts
 */
export function createOrders(database, carts) {
  const insert = database.prepare("INSERT INTO orders (id, email, created_at, test) VALUES (?, ?, ?, ?)")
  const insertLine = database.prepare(
    "INSERT INTO order_lines (order_id, sku, quantity, unit_cents) VALUES (?, ?, ?, ?)",
  )
  const take = database.prepare("UPDATE products SET stock = stock - ? WHERE sku = ? AND stock >= ?")
  const close = database.prepare("UPDATE carts SET order_id = ? WHERE id = ?")
  const select = database.prepare("SELECT id, email, created_at AS createdAt, test FROM orders WHERE id = ?")
  const lines = database.prepare(`
    SELECT sku, name, quantity, unit_cents AS unitCents FROM order_lines JOIN products USING (sku)
    WHERE order_id = ? ORDER BY sku`)

  /** @param {string} id @returns {Order} */
  function find(id) {
    const order = select.get(id)
    if (order === undefined) throw new Refusal(404, "no_such_order", `there is no order '${id}'`)
    const content = /** @type {OrderLine[]} */ (/** @type {unknown} */ (lines.all(id)))
    return {
      id: String(order.id),
      email: String(order.email),
      createdAt: String(order.createdAt),
      test: order.test === 1,
      lines: content,
      totalCents: content.reduce((total, line) => total + line.quantity * line.unitCents, 0),
    }
  }

  return {
    find,

    /**
     * Turns a cart into an order and takes the goods out of stock: all of it, or nothing. A test order leaves
     * the stock as it is, so that a test can never sell the last piece.
     *
     * @param {string} cartId
     * @param {{ email: string }} customer
     * @returns {Order}
     */
    place(cartId, { email }) {
      return transaction(database, () => {
        const cart = carts.find(cartId)
        if (cart.orderId !== null)
          throw new Refusal(409, "cart_ordered", `this cart is order '${cart.orderId}' already`)
        if (cart.items.length === 0) throw new Refusal(409, "cart_empty", "this cart is empty")
        const id = randomUUID()
        insert.run(id, email, new Date().toISOString(), cart.test ? 1 : 0)
        for (const item of cart.items) {
          if (!cart.test && take.run(item.quantity, item.sku, item.quantity).changes === 0)
            throw new Refusal(409, "out_of_stock", `there are not ${item.quantity} of '${item.sku}' in stock`)
          insertLine.run(id, item.sku, item.quantity, item.unitCents)
        }
        close.run(id, cartId)
        return find(id)
      })
    },
  }
}
