/**
 * Does all of the work or none of it. The lock is taken at the start (`IMMEDIATE`): taken at the first write,
 * two transactions that have both read would refuse each other.
 *
 * @template T
 * @param {import("node:sqlite").DatabaseSync} database
 * @param {() => T} work  synchronous: a transaction never waits for anything outside the database
 * @returns {T}
 */
export function transaction(database, work) {
  database.exec("BEGIN IMMEDIATE")
  try {
    const result = work()
    database.exec("COMMIT")
    return result
  } catch (error) {
    // SQLite itself ends a transaction on some errors, such as a full disk.
    if (database.isTransaction) database.exec("ROLLBACK")
    throw error
  }
}
