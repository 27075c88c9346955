import { applyRecord, type EnvironmentState, emptyState, type LedgerRecord } from "@shipline/core/ledger"
import { chainName } from "./git/chain-refs.js"
import { LedgerError } from "./ledger-error.js"
import { hashOf } from "./record-text.js"
import type { ChainEntry, ChainSource } from "./verify/chain-entry.js"
import { currentProblem } from "./verify/current-problem.js"
import { linkProblem, stampProblem } from "./verify/link-problem.js"
import { recordProblem } from "./verify/record-problem.js"
import { decodeOutline } from "./verify/shape.js"
import type { Walked, Writer } from "./verify/walked.js"

export interface VerifyOptions {
  /** Only these. Default: every environment that has a chain. */
  readonly environments?: readonly string[]
  /** Reads a record and throws where it is none. Default: looks at the outline; `decodeRecord` of `@shipline/core/schema` looks at all of it. */
  readonly decode?: (text: string) => LedgerRecord
  /** Who may have written. Default: anybody. */
  readonly writers?: readonly Writer[]
  /** Hashes that somebody noted elsewhere, by environment: each must be in its chain. */
  readonly noted?: ReadonlyMap<string, string>
}

/** A chain that holds together, or the first record at which it does not. */
export type VerifiedChain =
  | {
      readonly kind: "sound"
      readonly environment: string
      readonly records: number
      /** The hash of the last record: worth noting elsewhere. */
      readonly hash: string
      readonly commit: string
    }
  | {
      readonly kind: "bad"
      readonly environment: string
      /** The number that the record has by its place; absent where the chain as a whole cannot be had. */
      readonly number?: number
      readonly commit?: string
      readonly problem: string
    }

/** What a store says of a chain itself; anything else is no verdict on it. */
const ofTheChain: ReadonlySet<string> = new Set(["SL6102", "SL6106", "SL6107"])

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** The next step of the walk, or what is wrong with the link. */
const step = (
  entry: ChainEntry,
  walked: Walked | undefined,
  chain: string,
  options: VerifyOptions,
): Walked | string => {
  const linked = linkProblem(entry, { last: walked?.last ?? null })
  const { record: text = "", current = "" } = entry
  if (linked !== undefined) return linked
  let record: LedgerRecord
  try {
    record = (options.decode ?? decodeOutline)(text)
  } catch (error) {
    return `it holds no record: ${message(error)}`
  }
  const { environment } = record
  const so =
    walked ??
    ({ environment, state: emptyState(environment), last: null, ids: new Set(), deployments: new Set() } as const)
  if (chainName(environment) !== chain) return `it is a record of ${environment}`
  const hash = hashOf(text)
  const wrong = recordProblem({ record, text, hash }, so, options.writers) ?? stampProblem(entry, record.at)
  if (wrong !== undefined) return wrong
  let state: EnvironmentState
  try {
    state = applyRecord(so.state, record)
  } catch (error) {
    return `it holds no record: ${message(error)}`
  }
  so.ids.add(record.id)
  if (record.kind === "started") so.deployments.add(record.deployment)
  return currentProblem(current, hash, state) ?? { ...so, state, last: { id: entry.id, hash, at: record.at } }
}

/** The environment that a bad record names, if it names one: people know it better than its branch. */
const nameIn = ({ record = "" }: ChainEntry): string | undefined => {
  try {
    return decodeOutline(record).environment
  } catch {
    return undefined
  }
}

const verifyChain = async (source: ChainSource, chain: string, options: VerifyOptions): Promise<VerifiedChain> => {
  let walked: Walked | undefined
  const environment = (): string => walked?.environment ?? chain
  const noted = (): string | undefined => options.noted?.get(environment())
  let met = false
  try {
    for await (const entry of source.entries(chain)) {
      const next = step(entry, walked, chain, options)
      if (typeof next === "string") {
        const number = (walked?.state.number ?? 0) + 1
        return {
          kind: "bad",
          environment: walked?.environment ?? nameIn(entry) ?? chain,
          number,
          commit: entry.id,
          problem: next,
        }
      }
      walked = next
      met ||= next.last?.hash === noted()
    }
  } catch (error) {
    if (!(error instanceof LedgerError) || !ofTheChain.has(error.problem.code)) throw error
    return { kind: "bad", environment: environment(), problem: error.problem.message }
  }
  if (!met && noted() !== undefined)
    return {
      kind: "bad",
      environment: environment(),
      problem: `it does not hold ${noted()}, which was noted elsewhere`,
    }
  const { last, state } = walked ?? {}
  if (last === undefined || last === null || state === undefined)
    return { kind: "bad", environment: chain, problem: "it holds no record" }
  return { kind: "sound", environment: environment(), records: state.number, hash: last.hash, commit: last.id }
}

/**
 * Walks the chains of a ledger from their first record and names the first bad one of each. Use it to find out whether
 * somebody has changed, moved, dropped or added a record: hashes, parents, numbers, times, ids, the order of
 * deployments, and the state that is kept beside each record must all fit. Whoever may rewrite a whole chain can make
 * one that fits: hold it against a `noted` hash of the same chain.
 *
 * It is rejected with a `LedgerError` only where the ledger cannot be reached (SL6101, SL6104, SL6105).
 *
 * @example
 * ```ts
 * import { chooseStore, verifyLedger } from "@shipline/runners"
 *
 * for (const chain of await verifyLedger(await chooseStore(".", undefined))) {
 *   if (chain.kind === "bad") console.error(`${chain.environment}: record ${chain.number}: ${chain.problem}`)
 * }
 * ```
 */
export const verifyLedger = async (
  source: ChainSource,
  options: VerifyOptions = {},
): Promise<readonly VerifiedChain[]> => {
  const asked = options.environments ?? [...(await source.chains()), ...(options.noted?.keys() ?? [])]
  const chains = [...new Set(asked.map(chainName))].sort()
  const verified: VerifiedChain[] = []
  // One after the other: each may be long.
  for (const chain of chains) verified.push(await verifyChain(source, chain, options))
  return verified
}
