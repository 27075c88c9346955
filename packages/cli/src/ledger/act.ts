import { chooseStore, LedgerError, RunError } from "@shipline/runners"
import { Refusal } from "../problem.js"
import type { Store } from "./with-ledger.js"

/** Changes the ledger of the project; what refuses it is a refusal like any other. */
export const act = async <A>(
  cwd: string,
  choice: string | undefined,
  work: (store: Store) => Promise<A>,
): Promise<A> => {
  try {
    return await work(await chooseStore(cwd, choice))
  } catch (error) {
    if (error instanceof RunError) throw new Refusal(error.problems)
    throw error instanceof LedgerError ? new Refusal([error.problem]) : error
  }
}
