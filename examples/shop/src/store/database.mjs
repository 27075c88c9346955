import { DatabaseSync } from "node:sqlite"

/**
 * Opens a database. Its readers do not wait for a writer, and a writer waits for another one up to five
 * seconds, so that a migration may run beside the release that it migrates away from.
 *
 * @param {string} file
 */
export function openDatabase(file) {
  const database = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true })
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
  return database
}
