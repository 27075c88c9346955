import type { Problem } from "@shipline/core"

/**
 * A ledger that cannot be used: its problem has one of the codes SL6101 to SL6109. It says nothing about a candidate: a
 * deployment that cannot be recorded does not start.
 *
 * @example
 * ```ts
 * import { chooseStore, LedgerError } from "@shipline/runners"
 *
 * await chooseStore(".", "upstream").catch((error: unknown) => {
 *   if (error instanceof LedgerError) console.error(error.problem.message, error.problem.hint)
 * })
 * ```
 */
export class LedgerError extends Error {
  override readonly name = "LedgerError"

  constructor(readonly problem: Problem) {
    super(`${problem.code} ${problem.message}`)
  }
}
