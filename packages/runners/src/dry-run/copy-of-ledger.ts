import * as Effect from "effect/Effect"
import { Ledger } from "../ledger/ledger.js"
import { chosenLedgerLayer } from "../local/candidate/chosen-ledger.js"
import type { LocalSettings } from "../local/settings.js"
import type { SimulatedLedger } from "./simulated-ledger.js"

const read = Effect.gen(function* () {
  const ledger = yield* Ledger
  const tips = yield* ledger.tips
  const chains = yield* Effect.forEach(tips, ({ state }) => ledger.read(state.environment))
  return {
    environments: tips.map(({ state }) => state),
    records: chains.flatMap((chain) => chain.toReversed()),
  } satisfies SimulatedLedger
})

/** The ledger of a project in memory: what is appended to the copy is gone with it. */
export const copyOfLedger = ({ root, ledger, env }: LocalSettings) =>
  Effect.provide(read, chosenLedgerLayer(root, ledger, env), { local: true })
