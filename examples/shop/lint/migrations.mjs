import { messageOf } from "../operations/problem.mjs"
import { readMigrations } from "../src/store/migrations.mjs"

/** What takes something away from a release that still runs. */
const CONTRACTION = /\b(?:DROP\s+(?:TABLE|COLUMN|VIEW)|RENAME\s+(?:TO|COLUMN)|DELETE\s+FROM)\b/i
/** The runner of the migrations has its own transaction around each file. */
const TRANSACTION = /^\s*(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT)\b/i

/**
 * @param {string} folder
 * @returns {string[]}
 */
export function checkMigrations(folder) {
  try {
    return readMigrations(folder).flatMap(({ file, sql, oldestRelease }) =>
      sql.split("\n").flatMap((line, index) => {
        const at = `${file}:${index + 1}`
        const statement = line.replace(/--.*/, "")
        if (TRANSACTION.test(statement)) return [`${at}: a migration must not begin or end a transaction`]
        if (oldestRelease === 0 && CONTRACTION.test(statement))
          return [
            `${at}: an expansion must not take anything away; put this into a later migration, '-- contract N: …'`,
          ]
        return []
      }),
    )
  } catch (error) {
    return [messageOf(error)]
  }
}
