import type { AdmissionRequest } from "@shipline/core"
import { experienceOf, pastDeployments, type Release, releaseKey, stateAt } from "@shipline/core/ledger"
import type { EnvironmentPolicy, Lane, Plan } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import type { RunError } from "../errors/run-error.js"
import type { Ledger } from "../ledger/ledger.js"
import type { Tip } from "../ledger/ledger-store.js"
import type { Chains } from "./find-release.js"
import { ledgerEvidence, stateEvidence } from "./ledger-evidence.js"

/** What is asked about. */
export interface Question {
  readonly plan: Plan
  readonly policy: EnvironmentPolicy
  readonly lane: Lane
  readonly release: Release
  /** The ends of all chains. */
  readonly tips: readonly Tip[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What the ledger knows of a candidate. */
type Known = Required<Pick<AdmissionRequest, "evidence" | "soaked" | "past">>

/** From the states alone: what runs at this moment in the other environments of the plan. */
const fromStates = ({ plan, policy, release, tips, now }: Question): Known => {
  const key = releaseKey(release)
  const names = new Set(plan.environments.map(({ name }) => name))
  const states = tips.map(({ state }) => stateAt(state, now)).filter(({ environment }) => names.has(environment))
  const soaked = states.flatMap(({ environment, current }) =>
    current?.verified !== undefined && releaseKey(current.release) === key
      ? [[environment, now - Date.parse(current.verified)] as const]
      : [],
  )
  const others = states.filter(({ environment }) => environment !== policy.environment)
  return { evidence: others.flatMap((state) => stateEvidence(state, key)), soaked: new Map(soaked), past: [] }
}

/** From whole chains: all that was ever said of the release. */
const fromChains = (chains: Chains, { policy, release, now }: Question): Known => {
  const key = releaseKey(release)
  const past = new Map([...chains].map(([environment, records]) => [environment, pastDeployments(records, now)]))
  return {
    evidence: ledgerEvidence(chains, key),
    soaked: new Map(
      [...past].map(([environment, deployments]) => [environment, experienceOf(deployments, key).soaked]),
    ),
    past: past.get(policy.environment) ?? [],
  }
}

/** Reads whole chains, the oldest record of each first. */
export const readChains = (
  ledger: Ledger["Service"],
  environments: readonly string[],
): Effect.Effect<Chains, RunError> =>
  Effect.map(
    Effect.forEach(environments, (environment) =>
      Effect.map(ledger.read(environment), (records) => [environment, records.toReversed()] as const),
    ),
    (chains) => new Map(chains),
  )

type Gather = (ledger: Ledger["Service"], question: Question) => Effect.Effect<Known, RunError>

/** Where each lane looks: a run that builds has its proofs from itself, the others have them from the ledger alone. */
const table: { readonly [L in Lane]: Gather } = {
  release: (_ledger, question) => Effect.succeed(fromStates(question)),
  hotfix: (_ledger, question) => Effect.succeed(fromStates(question)),
  promote: (ledger, question) =>
    Effect.map(
      readChains(
        ledger,
        question.tips.map(({ state }) => state.environment),
      ),
      (chains) => fromChains(chains, question),
    ),
  rollback: (ledger, question) =>
    Effect.map(readChains(ledger, [question.policy.environment]), (chains) => fromChains(chains, question)),
}

/** Asks the ledger for what an admission needs to know of a candidate beside its own run. */
export const gather: Gather = (ledger, question) => table[question.lane](ledger, question)
