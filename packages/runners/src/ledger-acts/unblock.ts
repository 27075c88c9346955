import type { LedgerStore } from "../ledger/ledger-store.js"
import { recordBase } from "./act.js"
import { appendOnce } from "./append-once.js"
import type { Blocking } from "./block.js"
import { inOrder } from "./in-order.js"
import { releasesOf } from "./releases-of.js"

/**
 * Lifts a block, everywhere. Use it when a release that was marked as bad has turned out to be good.
 *
 * Resolved with the environments in which it was blocked; none of them is left out, and where it was blocked nowhere
 * nothing is recorded. Rejected with a `RunError`: SL4306 for a version that the ledger does not know, SL4007 without a
 * reason, SL61xx where the ledger cannot be used.
 *
 * @example
 * ```ts
 * import { chooseStore, localActor, unblock } from "@shipline/runners"
 *
 * const store = await chooseStore(".", undefined)
 * await unblock(store, { version: "20261123.101500-1a2b3c4d", reason: "the orders were test data", actor: localActor() })
 * ```
 */
export const unblock = (store: LedgerStore, blocking: Omit<Blocking, "environments">): Promise<readonly string[]> =>
  inOrder(blocking, async () => {
    const { version, reason } = blocking
    const keys = new Set((await releasesOf(store, version)).map(({ key }) => key))
    const base = recordBase(blocking)
    const changed: string[] = []
    for (const environment of await store.environments()) {
      const appended = await appendOnce(store, environment, ({ blocked }) =>
        blocked
          .filter(({ key }) => keys.has(key))
          .map(({ key }, i) => ({
            kind: "unblock",
            id: `${base.at}/unblock-${i}/${version}`,
            environment,
            ...base,
            release: { version, key },
            reason,
          })),
      )
      if (appended) changed.push(environment)
    }
    return changed
  })
