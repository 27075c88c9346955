import { type Evidence, type LedgerRecord, type Release, releaseKey, stateAt } from "@shipline/core/ledger"
import { ledgerEvidence, stateEvidence } from "../../deployments/ledger-evidence.js"
import { LedgerError } from "../../ledger/ledger-error.js"
import type { LedgerStore, Tip } from "../../ledger/ledger-store.js"
import { chainOf } from "./chain-of.js"

/** What another environment says of a candidate that its own run has proved. */
export interface Elsewhere {
  readonly evidence: readonly Evidence[]
  /** The proofs of which the results of the run's jobs say nothing: those jobs may have looked at another release. */
  readonly ledgerOnly: readonly string[]
}

const deployedTo = "deployed to "
const on = " on "

/** What may be the name of the environment in which a proof is made, the longest first: names may hold ` on ` too. */
const namesIn = (proof: string): readonly string[] => {
  if (proof.startsWith(deployedTo)) return [proof.slice(deployedTo.length)]
  const parts = proof.split(on)
  return parts.slice(1).map((_, index) => parts.slice(index + 1).join(on))
}

/** The end of an environment's chain; undefined where there is none, or where the name is nearly that of another one. */
const tipOf = async (store: LedgerStore, name: string): Promise<Tip | undefined> => {
  try {
    const tip = await store.tip(name)
    return tip.id === null ? undefined : tip
  } catch (error) {
    if (error instanceof LedgerError && error.problem.code === "SL6107") return undefined
    throw error
  }
}

/** What a run has put into an environment is checked there by its own jobs: by those that then were due. */
const checkedBy = (records: readonly LedgerRecord[], run: string): readonly string[] =>
  records.flatMap((one) =>
    one.kind === "started" && one.run?.id === run ? [`${deployedTo}${one.environment}`, ...one.checks] : [],
  )

/** What a candidate brought along was proved before it came. */
const withoutProofs = (record: LedgerRecord): LedgerRecord =>
  record.kind === "started" || record.kind === "refused" ? { ...record, proofs: [] } : record

const inEnvironment = async (
  store: LedgerStore,
  { state }: Tip,
  release: Release,
  run: string,
  now: number,
): Promise<Elsewhere> => {
  const key = releaseKey(release)
  const { environment, current, running, failed } = stateAt(state, now)
  const isOwn = current?.run?.id === run && releaseKey(current.release) === key
  // Nothing else has been there since: the last record knows all, and a check that has not told its verdict yet may.
  if (isOwn && running === undefined && failed === undefined)
    return { evidence: stateEvidence(state, key), ledgerOnly: [] }
  const records = await chainOf(store, environment)
  return {
    evidence: ledgerEvidence(new Map([[environment, records.map(withoutProofs)]]), key),
    ledgerOnly: checkedBy(records, run),
  }
}

/**
 * What the environments in which proofs are made know of a candidate of a run. Once another release has been deployed to
 * one of them, a check of this run that is started late, or again, looks at that one: so from then on the ledger alone
 * says what this one has passed there.
 */
export const elsewhere = async (
  store: LedgerStore,
  proofs: readonly string[],
  { environment, release, run, now }: { environment: string; release: Release; run: string; now: number },
): Promise<Elsewhere> => {
  const tips = new Map<string, Tip | undefined>()
  const found = new Set<Tip>()
  for (const proof of proofs)
    for (const name of namesIn(proof)) {
      if (!tips.has(name)) tips.set(name, await tipOf(store, name))
      const tip = tips.get(name)
      if (tip === undefined) continue
      if (name !== environment) found.add(tip)
      break
    }
  const all: Elsewhere[] = []
  for (const tip of found) all.push(await inEnvironment(store, tip, release, run, now))
  return { evidence: all.flatMap(({ evidence }) => evidence), ledgerOnly: all.flatMap(({ ledgerOnly }) => ledgerOnly) }
}
