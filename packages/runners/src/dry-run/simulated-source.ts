import type { Release } from "@shipline/core/ledger"
import type { SimulatedSource } from "./simulate-options.js"
import { sha256 } from "./simulated-digest.js"
import type { SimulatedLedger } from "./simulated-ledger.js"

const newestNumber = ({ records, environments }: SimulatedLedger): number => {
  let most = 0
  for (const { newest } of environments) most = Math.max(most, newest?.number ?? 0)
  for (const record of records)
    if (record.kind === "started" || record.kind === "refused") most = Math.max(most, record.release.number)
  return most
}

/** What a simulation builds: newer than all that the ledger knows, unless the options say otherwise. */
export const simulatedSource = (
  given: SimulatedSource,
  ledger: SimulatedLedger,
): Pick<Release, "version" | "number" | "commit"> => {
  const number = given.number ?? newestNumber(ledger) + 1
  const version = given.version ?? `v${number}`
  return { version, number, commit: given.commit ?? sha256(`commit ${version}`).slice(0, 40) }
}
