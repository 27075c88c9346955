import {
  type Actor,
  type Blocked,
  type Current,
  type EnvironmentState,
  type Evidence,
  type FailedDeployment,
  latestEvidence,
  type Release,
  type Running,
  releaseKey,
  stateAt,
} from "@shipline/core/ledger"
import type { Lane } from "@shipline/core/plan"
import type { EarlierProofs } from "./earlier-proofs.js"
import { inOrder } from "./environment-order.js"

/** A check that a release must pass where it runs, and its latest verdict there, if there is one. */
export interface DueCheck {
  readonly proof: string
  readonly verdict?: Evidence["verdict"]
  readonly at?: string
}

/** How far an environment is ahead of one that comes after it, in commits; negative where it is behind. */
export interface Lead {
  readonly environment: string
  readonly commits: number
  /** Whether both run the very same artifacts. */
  readonly same: boolean
}

/** What a person wants to know of an environment; also what `--json` says. */
export interface EnvironmentStatus {
  readonly environment: string
  /** What runs there; absent where nothing was ever deployed there successfully. */
  readonly current?: {
    readonly release: Release
    readonly deployment: string
    readonly lane: Lane
    readonly since: string
    readonly by: Actor
    readonly run?: Current["run"]
    readonly reason?: string
    readonly incident?: string
    /** Since when all its checks have passed; absent while they have not. */
    readonly verified?: string
    readonly checks: readonly DueCheck[]
  }
  readonly leads: readonly Lead[]
  readonly running?: Omit<Running, "proofs" | "checks">
  /** The last deployment, where it did not succeed: what runs is uncertain. */
  readonly failed?: FailedDeployment
  readonly blocked: readonly Blocked[]
  /** What somebody last saw running there, where it is not what the ledger says. */
  readonly observed?: NonNullable<EnvironmentState["observed"]>
}

/** The checks that a release must pass where it runs. */
const dueChecks = ({ checks, results }: Current): readonly DueCheck[] => {
  const latest = latestEvidence(results)
  return checks.map((proof) => {
    const found = latest.get(proof)
    return found === undefined ? { proof } : { proof, verdict: found.verdict, at: found.at }
  })
}

/** What was last seen running, where it differs by digest from what was deployed. */
export const drift = ({ current, observed }: EnvironmentState): EnvironmentState["observed"] => {
  if (observed === undefined || current === undefined || observed.at < current.since) return undefined
  const deployed = new Map(current.release.artifacts.map(({ name, digest }) => [name, digest]))
  return observed.artifacts.every(({ name, digest }) => deployed.get(name) === digest) ? undefined : observed
}

const currentOf = (current: Current): NonNullable<EnvironmentStatus["current"]> => {
  const { results: _results, checks: _checks, proofs: _proofs, pipeline: _pipeline, at: _at, ...kept } = current
  return { ...kept, checks: dueChecks(current) }
}

const runningOf = ({ proofs: _proofs, checks: _checks, ...kept }: Running): NonNullable<EnvironmentStatus["running"]> =>
  kept

/** What runs where, in the order in which a release gets there. `now` is milliseconds since 1970. */
export const statusOf = (
  states: readonly EnvironmentState[],
  now: number,
  earlier: EarlierProofs = new Map(),
): readonly EnvironmentStatus[] => {
  const ordered = inOrder(
    states.map((state) => stateAt(state, now)),
    earlier,
  )
  const byName = new Map(ordered.states.map((state) => [state.environment, state]))
  const lead = (from: Release, name: string): readonly Lead[] => {
    const to = byName.get(name)?.current?.release
    if (to === undefined) return []
    return [{ environment: name, commits: from.number - to.number, same: releaseKey(from) === releaseKey(to) }]
  }
  return ordered.states.map((state) => {
    const { environment, current, running, failed, blocked } = state
    const observed = drift(state)
    return {
      environment,
      ...(current === undefined ? {} : { current: currentOf(current) }),
      leads:
        current === undefined
          ? []
          : (ordered.after.get(environment) ?? []).flatMap((name) => lead(current.release, name)),
      ...(running === undefined ? {} : { running: runningOf(running) }),
      ...(failed === undefined ? {} : { failed }),
      blocked,
      ...(observed === undefined ? {} : { observed }),
    }
  })
}
