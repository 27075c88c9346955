import {
  applyRecord,
  emptyState,
  experienceOf,
  type LedgerRecord,
  pastDeployments,
  type Release,
  releaseKey,
  rollbackTarget,
  stateAt,
} from "@shipline/core/ledger"

/** The chains of a ledger by environment, the oldest record of each first. */
export type Chains = ReadonlyMap<string, readonly LedgerRecord[]>

/** A candidate as a chain has seen it: when, and the chain's environment. */
interface Sighting {
  readonly environment: string
  readonly at: string
  readonly admitted: boolean
  readonly release: Release
}

/** Every time that a version was a candidate somewhere, oldest first. */
const sightings = (chains: Chains, version: string): readonly Sighting[] =>
  [...chains]
    .flatMap(([environment, records]) =>
      records.flatMap((record) =>
        (record.kind === "started" || record.kind === "refused") && record.release.version === version
          ? [{ environment, at: record.at, admitted: record.kind === "started", release: record.release }]
          : [],
      ),
    )
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))

/**
 * The release of a version, as the ledger knows it. A version that was built several times is several releases: for a
 * rollback the last that ran in the environment, verified if there is one; else the one that was admitted last,
 * wherever, before those that were only ever refused. Undefined where the ledger has never seen the version.
 */
export const findRelease = (
  chains: Chains,
  version: string,
  { lane, environment }: { readonly lane: "promote" | "rollback"; readonly environment: string },
): Release | undefined => {
  const seen = sightings(chains, version)
  const latest = (seen.findLast(({ admitted }) => admitted) ?? seen.at(-1))?.release
  if (lane === "promote") return latest
  const past = pastDeployments(chains.get(environment) ?? [], 0)
  const ran = past.filter(({ release, result }) => release.version === version && result === "succeeded")
  const verified = ran.filter(({ release }) => experienceOf(past, releaseKey(release)).verified)
  return (verified.at(-1) ?? ran.at(-1))?.release ?? latest
}

/** Where a rollback of an environment goes that names no version; see `rollbackTarget`. `now` is milliseconds since 1970. */
export const lastVerifiedBefore = (chain: readonly LedgerRecord[], now: number): Release | undefined => {
  const state = chain.reduce(applyRecord, emptyState(chain[0]?.environment ?? ""))
  return rollbackTarget(pastDeployments(chain, now), stateAt(state, now))?.release
}
