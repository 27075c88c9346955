import { applyRecord, emptyState, type LedgerRecord } from "@shipline/core/ledger"
import { chainName } from "./git/chain-refs.js"
import { currentFile, currentText, recordFile } from "./git/commit-text.js"
import type { LedgerStore, Tip } from "./ledger-store.js"
import { chained, hashOf, recordText } from "./record-text.js"
import { refuseStrays } from "./refuse-strays.js"
import type { ChainEntry, VerifiableStore } from "./verify/chain-entry.js"

/** A ledger's chains in this process, each with its end. Use it to hand one ledger to several stores. */
export class MemoryChains {
  private readonly chains = new Map<string, { readonly records: LedgerRecord[]; tip: Tip }>()

  /** Chains that exist already; they are copied. */
  static from(known: readonly { readonly records: readonly LedgerRecord[]; readonly tip: Tip }[]): MemoryChains {
    const made = new MemoryChains()
    for (const { records, tip } of known) made.chains.set(tip.state.environment, { records: [...records], tip })
    return made
  }

  environments(): readonly string[] {
    return [...this.chains.keys()].sort()
  }

  tips(): readonly Tip[] {
    return this.environments().map((environment) => this.tip(environment))
  }

  tip(environment: string): Tip {
    return this.chains.get(environment)?.tip ?? { state: emptyState(environment), hash: null, id: null }
  }

  append(...[environment, drafts, on]: Parameters<LedgerStore["append"]>) {
    refuseStrays(environment, drafts)
    const tip = this.tip(environment)
    if (tip.id !== on.id) return { appended: this.holds(environment, drafts, on), tip }
    if (drafts.length === 0) return { appended: true, tip }
    const chain = this.chains.get(environment) ?? { records: [], tip }
    for (const { record, hash, state } of chained(drafts, tip)) {
      chain.records.push(record)
      chain.tip = { state, hash, id: hash }
    }
    this.chains.set(environment, chain)
    return { appended: true, tip: chain.tip }
  }

  entries(environment: string): readonly ChainEntry[] {
    let state = emptyState(environment)
    return this.read(environment)
      .toReversed()
      .map((record) => {
        state = applyRecord(state, record)
        const text = recordText(record)
        const hash = hashOf(text)
        const parents = record.previous === null ? [] : [record.previous]
        const files = [currentFile, recordFile]
        return { id: hash, parents, files, record: text, current: currentText({ hash, state }) }
      })
  }

  /** Whether the drafts stand behind `on` already: somebody sent them twice. */
  private holds(...[environment, drafts, on]: Parameters<LedgerStore["append"]>): boolean {
    const since = this.chains.get(environment)?.records.filter(({ number }) => number > on.state.number) ?? []
    return drafts.length > 0 && drafts.every(({ id }) => since.some((record) => record.id === id))
  }

  read(environment: string, most?: number): readonly LedgerRecord[] {
    const records = this.chains.get(environment)?.records ?? []
    return records.slice(most === undefined ? 0 : Math.max(0, records.length - most)).reverse()
  }
}

/**
 * A ledger that lasts as long as this process: for tests and dry runs. Default: a new one.
 *
 * @example
 * ```ts
 * import { memoryStore } from "@shipline/runners"
 *
 * const ledger = memoryStore()
 * console.log(await ledger.environments()) // []
 * ```
 */
export const memoryStore = (chains: MemoryChains = new MemoryChains()): VerifiableStore => ({
  environments: async () => chains.environments(),
  tips: async () => chains.tips(),
  tip: async (environment) => chains.tip(environment),
  append: async (environment, drafts, on) => chains.append(environment, drafts, on),
  read: async (environment, most) => chains.read(environment, most),
  chains: async () => chains.environments().map(chainName),
  entries: async function* (chain) {
    const environment = chains.environments().find((name) => chainName(name) === chain)
    if (environment !== undefined) yield* chains.entries(environment)
  },
})
