import type { RecordDraft } from "@shipline/core/ledger"
import { branchName } from "./git/chain-refs.js"
import { anotherEnvironment } from "./ledger-problem.js"

/** A chain holds the records of one environment. */
export const refuseStrays = (environment: string, drafts: readonly RecordDraft[]): void => {
  const stray = drafts.find((draft) => draft.environment !== environment)
  if (stray !== undefined) throw anotherEnvironment(stray.environment, branchName(environment), environment)
}
