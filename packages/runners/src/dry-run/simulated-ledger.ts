import type { EnvironmentState, LedgerRecord } from "@shipline/core/ledger"
import { MemoryChains } from "../ledger/memory-store.js"
import { hashOf, recordText } from "../ledger/record-text.js"

/**
 * A ledger as plain data: what a simulation begins with and what it leaves behind. Give the `ledger` of one trace to the
 * next simulation, so that a rollback follows a release.
 */
export interface SimulatedLedger {
  /** What is known of each environment, sorted by name: `current` is what runs there. */
  readonly environments: readonly EnvironmentState[]
  /** Every record: environment by environment, the oldest first. */
  readonly records: readonly LedgerRecord[]
}

/** A ledger before the first deployment. */
export const emptyLedger: SimulatedLedger = Object.freeze({
  environments: Object.freeze([]),
  records: Object.freeze([]),
})

/** A copy in memory to which a simulation appends. */
export const chainsOf = ({ environments, records }: SimulatedLedger): MemoryChains => {
  const byEnvironment = new Map<string, LedgerRecord[]>()
  for (const record of records) {
    const chain = byEnvironment.get(record.environment)
    if (chain === undefined) byEnvironment.set(record.environment, [record])
    else chain.push(record)
  }
  return MemoryChains.from(
    environments.flatMap((state) => {
      const chain = byEnvironment.get(state.environment) ?? []
      const last = chain.at(-1)
      if (last === undefined) return []
      const hash = hashOf(recordText(last))
      return [{ records: chain, tip: { state, hash, id: hash } }]
    }),
  )
}

/** What the chains hold now. */
export const ledgerOf = (chains: MemoryChains): SimulatedLedger => {
  const names = chains.environments()
  return {
    environments: names.map((name) => chains.tip(name).state),
    records: names.flatMap((name) => chains.read(name).toReversed()),
  }
}

/** When the last thing happened in a ledger, in milliseconds since 1970; undefined where nothing has. */
export const lastMoment = ({ records }: SimulatedLedger): number | undefined =>
  records.length === 0 ? undefined : Math.max(...records.map(({ at }) => Date.parse(at)))
