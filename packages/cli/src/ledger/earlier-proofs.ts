import type { Evidence } from "@shipline/core/ledger"
import type { Lane } from "@shipline/core/plan"
import type { Store } from "./with-ledger.js"

/** Records of a chain, from its end, in which the release before a hotfix is looked for. */
const asFarAs = 60

/** Whether a release may have come without the environments before: by a hotfix, or back to one. */
const passesBy: { readonly [L in Lane]: boolean } = { release: false, promote: false, hotfix: true, rollback: true }

/** The proofs with which releases came to an environment earlier, by its name. */
export type EarlierProofs = ReadonlyMap<string, readonly Evidence[]>

/**
 * Where an environment runs a hotfix, or went back, the proofs of the last release or promotion before it: a hotfix passes other
 * environments by, so its own do not tell what comes before this one. Nothing is read for environments that run something else.
 */
export const earlierProofs = async (
  store: Pick<Store, "read">,
  tips: Awaited<ReturnType<Store["tips"]>>,
): Promise<EarlierProofs> => {
  const found = new Map<string, readonly Evidence[]>()
  for (const { state } of tips) {
    if (state.current === undefined || !passesBy[state.current.lane]) continue
    for (const record of await store.read(state.environment, asFarAs)) {
      if (record.kind !== "started" || passesBy[record.lane]) continue
      found.set(state.environment, record.proofs)
      break
    }
  }
  return found
}
