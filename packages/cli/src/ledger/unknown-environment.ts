import { nearest } from "../nearest.js"
import { problem, Refusal } from "../problem.js"
import type { Store } from "./with-ledger.js"

/** An environment that the ledger does not know, with the one that was probably meant. */
export const unknownEnvironment = async (store: Store, environment: string): Promise<Refusal> => {
  const known = await store.environments()
  const near = nearest(environment, known)
  const hint =
    near !== undefined
      ? `Did you mean '${near}'?`
      : known.length === 0
        ? "It has no record at all: nothing was deployed yet."
        : `It knows ${known.join(", ")}.`
  return new Refusal([problem("SL5501", `the ledger knows no environment '${environment}'`, hint)])
}
