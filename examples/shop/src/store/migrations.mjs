import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/**
 * @typedef {object} Migration
 * @property {number} version
 * @property {string} file
 * @property {number} oldestRelease  releases built for an older schema than this cannot run after it
 * @property {string} checksum
 * @property {string} sql
 */

/**
 * Reads the numbered SQL files of a folder. The first line of each says what it is: `-- expand: …` leaves
 * everything in place that older releases use; `-- contract N: …` ends the support for releases before schema N.
 *
 * @param {string} folder
 * @returns {Migration[]}
 */
export function readMigrations(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith(".sql"))
  return files.sort().map((file, index) => readMigration(folder, file, index + 1))
}

/** @param {string} folder @param {string} file @param {number} version @returns {Migration} */
function readMigration(folder, file, version) {
  const number = String(version).padStart(3, "0")
  if (!file.startsWith(`${number}-`)) throw new Error(`migration ${file}: its number should be ${number}`)
  const sql = readFileSync(join(folder, file), "utf8")
  const kind = /^-- (?:expand|contract (\d+)): \S/.exec(sql)
  if (kind === null) throw new Error(`migration ${file}: line 1 should be '-- expand: WHY' or '-- contract N: WHY'`)
  const oldestRelease = Number(kind[1] ?? 0)
  if (oldestRelease >= version)
    throw new Error(
      `migration ${file}: 'contract ${oldestRelease}' must name a schema before ${version}, or nothing could run while it is applied`,
    )
  return { version, file, oldestRelease, checksum: createHash("sha256").update(sql).digest("hex"), sql }
}
