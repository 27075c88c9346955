import type { AdmissionRequest } from "@shipline/core"
import {
  experienceOf,
  type LedgerRecord,
  pastDeployments,
  type Release,
  releaseKey,
  stateAt,
} from "@shipline/core/ledger"
import type { EnvironmentPolicy } from "@shipline/core/plan"
import type { Chains } from "../../deployments/find-release.js"
import { ledgerEvidence } from "../../deployments/ledger-evidence.js"
import type { LedgerStore } from "../../ledger/ledger-store.js"
import type { Asked } from "../input/request.js"
import { chainOf } from "./chain-of.js"
import { type Elsewhere, elsewhere } from "./elsewhere.js"

/** What the ledger knows of a candidate. */
export type Known = Required<Pick<AdmissionRequest, "evidence" | "soaked" | "past">>

/** All chains, oldest records first. */
export const allChains = async (store: LedgerStore): Promise<Chains> => {
  const chains = new Map<string, readonly LedgerRecord[]>()
  for (const environment of await store.environments()) chains.set(environment, await chainOf(store, environment))
  return chains
}

/** How long a candidate was the verified release of an environment; by its state alone, where that is enough. */
const soakedIn = async (store: LedgerStore, environment: string, key: string, enough: number, now: number) => {
  const { current } = stateAt((await store.tip(environment)).state, now)
  const since =
    current !== undefined && releaseKey(current.release) === key ? Date.parse(current.verified ?? "") : Number.NaN
  if (now - since >= enough) return now - since
  return experienceOf(pastDeployments(await chainOf(store, environment), now), key).soaked
}

/**
 * Of a candidate that its own run has proved: what its checks elsewhere say since, and for how long it has run there. A
 * hotfix may be older than what was there, so it is asked whether its run has been there before.
 */
export const knownOfRun = async (
  store: LedgerStore,
  { environment, requires, hotfix }: EnvironmentPolicy,
  { lane, release, run, now }: { lane: Asked["lane"]; release: Release; run: string; now: number },
): Promise<Known & Elsewhere> => {
  const key = releaseKey(release)
  const required = lane === "hotfix" ? (hotfix ?? []) : requires
  const soaked = new Map<string, number>()
  for (const { soak } of required)
    if (soak !== undefined)
      soaked.set(soak.environment, await soakedIn(store, soak.environment, key, soak.duration, now))
  const proofs = required.flatMap(({ proof, soak }) => (soak === undefined ? [proof] : []))
  return {
    ...(await elsewhere(store, proofs, { environment, release, run, now })),
    soaked,
    past: lane === "hotfix" ? pastDeployments(await chainOf(store, environment), now) : [],
  }
}

/** Of a candidate that the ledger alone knows. */
export const knownOfLedger = (chains: Chains, environment: string, release: Release, now: number): Known => {
  const key = releaseKey(release)
  const past = new Map([...chains].map(([name, records]) => [name, pastDeployments(records, now)]))
  return {
    evidence: ledgerEvidence(chains, key),
    soaked: new Map([...past].map(([name, deployments]) => [name, experienceOf(deployments, key).soaked])),
    past: past.get(environment) ?? [],
  }
}
