import { join } from "node:path"
import { createCarts } from "../../src/store/carts.mjs"
import { createCatalogue } from "../../src/store/catalogue.mjs"
import { openDatabase } from "../../src/store/database.mjs"
import { readMigrations } from "../../src/store/migrations.mjs"
import { createOrders } from "../../src/store/orders.mjs"
import { migrate } from "../../src/store/schema.mjs"
import { SOURCE } from "./source.mjs"

/** The shop's parts on a database that is in memory only. */
export function memoryShop() {
  const database = openDatabase(":memory:")
  migrate(database, readMigrations(join(SOURCE, "migrations")))
  const carts = createCarts(database)
  return { database, catalogue: createCatalogue(database), carts, orders: createOrders(database, carts) }
}
