import assert from "node:assert/strict"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"
import { openDatabase } from "../../src/store/database.mjs"
import { readMigrations } from "../../src/store/migrations.mjs"
import { migrate, readSchema, schemaProblem } from "../../src/store/schema.mjs"
import { SOURCE } from "../support/source.mjs"
import { temporaryFolder } from "../support/temporary-folder.mjs"

/** @param {import("node:test").TestContext} context @param {Record<string, string>} files */
function migrationsOf(context, files) {
  const folder = temporaryFolder(context)
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql)
  return readMigrations(folder)
}

test("the shop's own migrations apply once", () => {
  const database = openDatabase(":memory:")
  const migrations = readMigrations(join(SOURCE, "migrations"))
  assert.deepEqual(readSchema(database), { version: 0, oldestRelease: 0 })
  assert.equal(migrate(database, migrations).length, migrations.length)
  assert.equal(migrate(database, migrations).length, 0)
  assert.deepEqual(readSchema(database), { version: migrations.length, oldestRelease: 4 })
})

test("every expansion leaves the data of the step before readable", () => {
  const database = openDatabase(":memory:")
  const migrations = readMigrations(join(SOURCE, "migrations"))
  migrate(database, migrations.slice(0, 3))
  const before = database.prepare("SELECT sku, summary FROM products ORDER BY sku").all()
  migrate(database, migrations.slice(0, 4))
  assert.deepEqual(database.prepare("SELECT sku, summary FROM products ORDER BY sku").all(), before)
  migrate(database, migrations)
  const after = database.prepare("SELECT sku, description AS summary FROM products ORDER BY sku").all()
  assert.deepEqual(after, before)
})

test("a migration that fails leaves the database as it was, and those before it applied", (context) => {
  const migrations = migrationsOf(context, {
    "001-a.sql": "-- expand: a\nCREATE TABLE a (x);",
    "002-b.sql": "-- expand: b\nCREATE TABLE b (x);\nINSERT INTO nowhere VALUES (1);",
  })
  const database = openDatabase(":memory:")
  assert.throws(() => migrate(database, migrations), /migration 002-b\.sql: no such table: nowhere/)
  assert.equal(readSchema(database).version, 1)
  assert.throws(() => database.exec("SELECT * FROM b"), /no such table: b/)
})

test("a migration that was changed after it was applied is refused", (context) => {
  const database = openDatabase(":memory:")
  migrate(database, migrationsOf(context, { "001-a.sql": "-- expand: a\nCREATE TABLE a (x);" }))
  const changed = migrationsOf(context, { "001-a.sql": "-- expand: a\nCREATE TABLE a (x, y);" })
  assert.throws(() => migrate(database, changed), /001-a\.sql was changed after it was applied/)
})

test("a database that is ahead of the release is left alone", (context) => {
  const files = { "001-a.sql": "-- expand: a\nCREATE TABLE a (x);", "002-b.sql": "-- expand: b\nCREATE TABLE b (x);" }
  const migrations = migrationsOf(context, files)
  const database = openDatabase(":memory:")
  migrate(database, migrations)
  assert.equal(migrate(database, migrations.slice(0, 1)).length, 0)
  assert.equal(readSchema(database).version, 2)
})

test("numbers have no gaps, and line 1 says what a migration is", (context) => {
  assert.throws(() => migrationsOf(context, { "002-a.sql": "-- expand: a" }), /its number should be 001/)
  assert.throws(() => migrationsOf(context, { "001-a.sql": "CREATE TABLE a (x);" }), /line 1 should be/)
  assert.throws(() => migrationsOf(context, { "001-a.sql": "-- contract 1: a" }), /must name a schema before 1/)
})

test("a release runs on its own schema and newer ones, until a contraction ends that", () => {
  assert.equal(schemaProblem({ version: 5, oldestRelease: 4 }, 5), undefined)
  assert.equal(schemaProblem({ version: 5, oldestRelease: 4 }, 4), undefined)
  assert.match(String(schemaProblem({ version: 5, oldestRelease: 4 }, 3)), /too old to run here/)
  assert.match(String(schemaProblem({ version: 4, oldestRelease: 0 }, 5)), /migrate it first/)
})
