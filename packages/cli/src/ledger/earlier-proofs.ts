import type { Evidence } from "@shipline/core/ledger"
import type { Store } from "./with-ledger.js"

/** Records of a chain, from its end, in which the release before a hotfix is looked for. */
const asFarAs = 60

/** The proofs with which releases came to an environment earlier, by its name. */
export type EarlierProofs = ReadonlyMap<string, readonly Evidence[]>

/**
 * Where an environment runs a hotfix, the proofs of the last release or promotion before it: a hotfix passes other
 * environments by, so its own do not tell what comes before this one. Nothing is read for environments that run something else.
 */
export const earlierProofs = async (
  store: Pick<Store, "read">,
  tips: Awaited<ReturnType<Store["tips"]>>,
): Promise<EarlierProofs> => {
  const found = new Map<string, readonly Evidence[]>()
  for (const { state } of tips) {
    if (state.current?.lane !== "hotfix") continue
    for (const record of await store.read(state.environment, asFarAs)) {
      if (record.kind !== "started" || record.lane === "hotfix" || record.lane === "rollback") continue
      found.set(state.environment, record.proofs)
      break
    }
  }
  return found
}
