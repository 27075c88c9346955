import type { Problem } from "@shipline/core"
import { type RunError, runError } from "../errors/run-error.js"
import { runProblem } from "../errors/run-problem.js"
import { LedgerError } from "../ledger/ledger-error.js"
import type { Act } from "./act.js"

/** A refusal, to throw. */
export const refusal = (problem: Problem): RunError => runError(problem)

/** Checks what every act needs, and gives each failure one form: a ledger that cannot be used refuses the act too. */
export const inOrder = async <A>({ reason }: Pick<Act, "reason">, act: () => Promise<A>): Promise<A> => {
  if (reason.trim() === "")
    throw refusal(runProblem("SL4007", "", "it is not said why", 'Say why it is done: --reason "…".'))
  return act().catch((error: unknown) => {
    throw error instanceof LedgerError ? refusal(error.problem) : error
  })
}
