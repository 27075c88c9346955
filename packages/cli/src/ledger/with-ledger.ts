import { chooseStore, LedgerError } from "@shipline/runners"
import { Refusal } from "../problem.js"

export type Store = Awaited<ReturnType<typeof chooseStore>>

/** Works with the ledger of the project; where it cannot be used, that is a refusal like any other. */
export const withLedger = async <A>(
  cwd: string,
  choice: string | undefined,
  work: (store: Store) => Promise<A>,
): Promise<A> => {
  try {
    return await work(await chooseStore(cwd, choice))
  } catch (error) {
    throw error instanceof LedgerError ? new Refusal([error.problem]) : error
  }
}
