import type { LedgerStore } from "../ledger/ledger-store.js"
import { type Act, recordBase } from "./act.js"
import { appendOnce } from "./append-once.js"
import { inOrder } from "./in-order.js"
import { releasesOf } from "./releases-of.js"

/** What is blocked, or no longer blocked, and where. */
export interface Blocking extends Act {
  /** A version that the ledger knows; each release that was ever built under it is meant. */
  readonly version: string
  /** The environments of the pipeline, also those that have no record yet. Default: those that the ledger knows. */
  readonly environments?: readonly string[]
}

/**
 * Marks a release as bad: from then on no lane deploys it anywhere. Use it when a release has turned out to be broken,
 * so that nobody promotes it or rolls back to it. What runs goes on running.
 *
 * It is recorded in the chain of each environment. Resolved with the environments in which it was not blocked yet, so
 * that to block twice is to block once. Rejected with a `RunError`: SL4306 for a version that the ledger does not know,
 * SL4007 without a reason, SL61xx where the ledger cannot be used.
 *
 * @example
 * ```ts
 * import { block, chooseStore, localActor } from "@shipline/runners"
 *
 * const store = await chooseStore(".", undefined)
 * const where = await block(store, {
 *   version: "20261123.101500-1a2b3c4d",
 *   environments: ["staging", "production"],
 *   reason: "loses orders",
 *   actor: localActor(),
 * })
 * console.log(where) // [ 'production', 'staging' ]
 * ```
 */
export const block = (store: LedgerStore, blocking: Blocking): Promise<readonly string[]> =>
  inOrder(blocking, async () => {
    const { version, reason, environments = [] } = blocking
    const releases = await releasesOf(store, version)
    const base = recordBase(blocking)
    const changed: string[] = []
    for (const environment of [...new Set([...(await store.environments()), ...environments])].sort()) {
      const appended = await appendOnce(store, environment, ({ blocked }) =>
        releases
          .filter(({ key }) => !blocked.some((known) => known.key === key))
          .map((release, i) => ({
            kind: "block",
            id: `${base.at}/block-${i}/${version}`,
            environment,
            ...base,
            release,
            reason,
          })),
      )
      if (appended) changed.push(environment)
    }
    return changed
  })
