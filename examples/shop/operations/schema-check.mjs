import { existsSync } from "node:fs"
import { openDatabase } from "../src/store/database.mjs"
import { readSchema, schemaProblem } from "../src/store/schema.mjs"
import { Problem } from "./problem.mjs"

/**
 * Refuses a release that cannot run on the environment's database.
 *
 * @param {import("./place.mjs").Place} place
 * @param {number} needed
 */
export function checkSchema(place, needed) {
  const problem = schemaProblem(schemaOf(place), needed)
  if (problem !== undefined) throw new Problem(`${place.name}: ${problem}; nothing was changed`)
}

/** @param {import("./place.mjs").Place} place */
export function schemaOf(place) {
  // Opening would create it.
  if (!existsSync(place.database)) return { version: 0, oldestRelease: 0 }
  const database = openDatabase(place.database)
  try {
    return readSchema(database)
  } finally {
    database.close()
  }
}
