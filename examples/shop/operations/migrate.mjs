import { openDatabase } from "../src/store/database.mjs"
import { readMigrations } from "../src/store/migrations.mjs"
import { migrate, readSchema } from "../src/store/schema.mjs"
import { messageOf, Problem } from "./problem.mjs"

/**
 * Brings a database to the newest schema of a release.
 *
 * @param {string} file
 * @param {string} folder  with the release's migrations
 * @param {{ running?: { version: string, schema: number } | undefined, say: (line: string) => void }} options
 */
export function migrateDatabase(file, folder, { running, say }) {
  const migrations = readMigrations(folder)
  const database = openDatabase(file)
  try {
    const { version } = readSchema(database)
    if (running !== undefined) checkRunning(migrations.slice(version), running)
    const applied = migrate(database, migrations)
    for (const migration of applied) say(`applied ${migration.file}`)
    say(`schema ${readSchema(database).version}${applied.length === 0 ? ", nothing to do" : ""}`)
  } catch (error) {
    throw new Problem(messageOf(error))
  } finally {
    database.close()
  }
}

/**
 * A contraction takes away what older releases use, so none of them may be running when it is applied.
 *
 * @param {readonly import("../src/store/migrations.mjs").Migration[]} due
 * @param {{ version: string, schema: number }} running
 */
function checkRunning(due, running) {
  const broken = due.find((migration) => migration.oldestRelease > running.schema)
  if (broken === undefined) return
  throw new Problem(
    `${broken.file} would break release ${running.version} (schema ${running.schema}), which is current here: deploy a release of schema ${broken.oldestRelease} first`,
  )
}
