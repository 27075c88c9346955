import type { ReleaseReference } from "@shipline/core/ledger"
import { releaseKey } from "@shipline/core/ledger"
import type { Chains } from "../deployments/find-release.js"
import { unknownVersion } from "../deployments/unknown-version.js"
import type { LedgerStore } from "../ledger/ledger-store.js"
import { refusal } from "./in-order.js"

/** Reads all chains, the oldest record of each first. */
const readAll = async (store: LedgerStore): Promise<Chains> => {
  const chains = new Map<string, Awaited<ReturnType<LedgerStore["read"]>>>()
  for (const environment of await store.environments())
    chains.set(environment, (await store.read(environment)).toReversed())
  return chains
}

/**
 * What a version stands for in a ledger: one release, or several where it was built several times. Rejected with SL4306
 * where the ledger has never seen it.
 */
export const releasesOf = async (store: LedgerStore, version: string): Promise<readonly ReleaseReference[]> => {
  const chains = await readAll(store)
  const keys = [...chains.values()].flat().flatMap((record) => {
    if (record.kind === "block") return record.release.version === version ? [record.release.key] : []
    if (record.kind !== "started" && record.kind !== "refused") return []
    return record.release.version === version ? [releaseKey(record.release)] : []
  })
  if (keys.length === 0) throw refusal(unknownVersion(chains, version))
  return [...new Set(keys)].map((key) => ({ version, key }))
}
