import { existsSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { readConfig } from "./config.mjs"
import { createShop } from "./http/server.mjs"
import { openDatabase } from "./store/database.mjs"
import { readMigrations } from "./store/migrations.mjs"
import { readSchema, schemaProblem } from "./store/schema.mjs"

/** One line of JSON for each thing that happens. @param {Record<string, unknown>} entry */
const log = (entry) => process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`)

/** @param {unknown} problem @returns {never} */
function refuse(problem) {
  process.stderr.write(`shop: ${problem instanceof Error ? problem.message : problem}\n`)
  process.exit(1)
}

/** Opens the database if this release can run on it. The server never migrates: that is a step of its own. */
function openChecked(/** @type {string} */ file) {
  if (!existsSync(file)) throw new Error(`there is no database at ${file}: migrate first`)
  const database = openDatabase(file)
  const needed = readMigrations(join(import.meta.dirname, "../migrations")).length
  const problem = schemaProblem(readSchema(database), needed)
  if (problem !== undefined) throw new Error(problem)
  return database
}

async function main() {
  // The instance's name is on the command line so that whoever started this process can recognise it later.
  const { values } = parseArgs({ options: { instance: { type: "string", default: "none" } } })
  const { host, port, dataDir, version, digest, environment } = readConfig(process.env)
  const database = openChecked(join(dataDir, "shop.db"))
  const shop = createShop(database, { version, digest, environment, instance: values.instance }, log)

  for (const signal of /** @type {const} */ (["SIGTERM", "SIGINT"]))
    process.once(signal, async () => {
      log({ event: "stopping", signal })
      await shop.stop()
      database.close()
      log({ event: "stopped" })
    })

  const listening = await shop.listen({ host, port }).catch((error) => {
    throw error.code === "EADDRINUSE" ? new Error(`port ${port} on ${host} is in use by another process`) : error
  })
  const name = host.includes(":") ? `[${host}]` : host
  log({ event: "listening", url: `http://${name}:${listening}`, version, digest, environment })
}

main().catch(refuse)
