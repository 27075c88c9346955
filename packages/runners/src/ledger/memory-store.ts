import { emptyState, type LedgerRecord } from "@shipline/core/ledger"
import type { LedgerStore, Tip } from "./ledger-store.js"
import { chained } from "./record-text.js"

/** A ledger's chains in this process, each with its end. */
export class MemoryChains {
  private readonly chains = new Map<string, { readonly records: LedgerRecord[]; tip: Tip }>()

  environments(): readonly string[] {
    return [...this.chains.keys()].sort()
  }

  tip(environment: string): Tip {
    return this.chains.get(environment)?.tip ?? { state: emptyState(environment), hash: null, id: null }
  }

  append(...[environment, drafts, on]: Parameters<LedgerStore["append"]>) {
    const tip = this.tip(environment)
    if (tip.id !== on.id) return { appended: false, tip }
    const chain = this.chains.get(environment) ?? { records: [], tip }
    for (const { record, hash, state } of chained(drafts, tip)) {
      chain.records.push(record)
      chain.tip = { state, hash, id: hash }
    }
    this.chains.set(environment, chain)
    return { appended: true, tip: chain.tip }
  }

  read(environment: string, most?: number): readonly LedgerRecord[] {
    const records = this.chains.get(environment)?.records ?? []
    return records.slice(most === undefined ? 0 : Math.max(0, records.length - most)).reverse()
  }
}

/** A ledger that lasts as long as this process: for tests and dry runs. */
export const memoryStore = (chains: MemoryChains = new MemoryChains()): LedgerStore => ({
  environments: async () => chains.environments(),
  tip: async (environment) => chains.tip(environment),
  append: async (environment, drafts, on) => chains.append(environment, drafts, on),
  read: async (environment, most) => chains.read(environment, most),
})
