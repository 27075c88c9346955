import type { Problem } from "@shipline/core"

/** A ledger that cannot be used. It says nothing about a candidate: a deployment that cannot be recorded does not start. */
export class LedgerError extends Error {
  override readonly name = "LedgerError"

  constructor(readonly problem: Problem) {
    super(`${problem.code} ${problem.message}`)
  }
}
