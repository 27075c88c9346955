import { transaction } from "./transaction.mjs"

/** @typedef {{ version: number, oldestRelease: number }} Schema  what a database is at, and the oldest release that it still serves */

const TABLE = `CREATE TABLE IF NOT EXISTS schema_migrations (
  version        INTEGER PRIMARY KEY,
  file           TEXT NOT NULL,
  checksum       TEXT NOT NULL,
  oldest_release INTEGER NOT NULL,
  applied_at     TEXT NOT NULL
) STRICT`

/** @param {import("node:sqlite").DatabaseSync} database @returns {Schema} */
export function readSchema(database) {
  const table = database
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'")
    .get()
  if (table === undefined) return { version: 0, oldestRelease: 0 }
  const row = database
    .prepare(
      "SELECT coalesce(max(version), 0) AS version, coalesce(max(oldest_release), 0) AS oldest FROM schema_migrations",
    )
    .get()
  return { version: Number(row?.version), oldestRelease: Number(row?.oldest) }
}

/**
 * Applies the migrations that the database does not have yet, each in a transaction of its own. A database that
 * is ahead (a newer release has been here) is left as it is.
 *
 * @param {import("node:sqlite").DatabaseSync} database
 * @param {readonly import("./migrations.mjs").Migration[]} migrations
 * @returns {import("./migrations.mjs").Migration[]} what was applied
 */
export function migrate(database, migrations) {
  database.exec(TABLE)
  const recorded = database.prepare("SELECT checksum FROM schema_migrations WHERE version = ?")
  const record = database.prepare("INSERT INTO schema_migrations VALUES (?, ?, ?, ?, ?)")
  return migrations.filter((migration) =>
    transaction(database, () => {
      const { version, file, checksum, oldestRelease, sql } = migration
      const applied = recorded.get(version)
      if (applied !== undefined) {
        if (applied.checksum !== checksum)
          throw new Error(`migration ${file} was changed after it was applied: write a new one instead`)
        return false
      }
      try {
        database.exec(sql)
      } catch (error) {
        throw new Error(`migration ${file}: ${error instanceof Error ? error.message : error}`)
      }
      record.run(version, file, checksum, oldestRelease, new Date().toISOString())
      return true
    }),
  )
}

/**
 * Says why a release cannot run on a database, or nothing if it can.
 *
 * @param {Schema} schema
 * @param {number} needed  the newest migration that the release knows
 * @returns {string | undefined}
 */
export function schemaProblem(schema, needed) {
  if (schema.version < needed)
    return `the database is at schema ${schema.version}, this release needs ${needed}: migrate it first`
  if (needed < schema.oldestRelease)
    return `the database serves releases from schema ${schema.oldestRelease} on, this release is of schema ${needed}: it is too old to run here`
  return undefined
}
