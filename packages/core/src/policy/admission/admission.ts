import type { Problem } from "../../errors/problem.js"
import { stateAt } from "../../ledger/apply-record.js"
import type { EnvironmentState } from "../../ledger/environment-state.js"
import type { Evidence } from "../../ledger/evidence.js"
import type { PastDeployment } from "../../ledger/past-deployments.js"
import type { OverridableRule } from "../../ledger/record.js"
import type { Release } from "../../ledger/release.js"
import type { EnvironmentPolicy } from "../../plan/environment-policy.js"
import type { Lane } from "../../plan/lane.js"
import { justified, leadsThere, overridable } from "./rules/asked.js"
import { blocked } from "./rules/blocked.js"
import { frozen } from "./rules/frozen.js"
import { newer } from "./rules/newer.js"
import { proved } from "./rules/proved.js"
import { ranBefore } from "./rules/ran-before.js"
import { notReplayed } from "./rules/replayed.js"
import { compatible } from "./rules/schema.js"
import { stillTheTarget } from "./rules/still-the-target.js"
import { unoccupied } from "./rules/unoccupied.js"

/** Sets a rule aside for one deployment. It is recorded with its reason, and counted. */
export interface Override {
  readonly rule: OverridableRule
  readonly reason: string
}

/** Everything that a decision is made of. */
export interface AdmissionRequest {
  readonly policy: EnvironmentPolicy
  readonly lane: Lane
  /** Milliseconds since 1970: the moment at which the deployment starts. */
  readonly now: number
  readonly release: Release
  /** What is known of this release, from its own run and from the ledger. The latest verdict for a proof counts. */
  readonly evidence: readonly Evidence[]
  /** The environment's state, as of the record behind which `started` is to stand. */
  readonly state: EnvironmentState
  /** For each environment, how long this release was the verified one there without a break: milliseconds. Default: never. */
  readonly soaked?: ReadonlyMap<string, number>
  /** The id of the run that asks: where a platform can start a run again, the same as before. Default: a new one. */
  readonly run?: string
  /** For every lane but `release`: what was deployed there before, oldest first. Default: nothing. */
  readonly past?: readonly PastDeployment[]
  /** For a rollback: nobody has named its release, it was looked up (`rollbackTarget`) before the environment was free. Default: somebody has. */
  readonly unnamed?: boolean
  readonly overrides?: readonly Override[]
  /** Why; every lane but `release` needs it. */
  readonly reason?: string
}

/** The decision. A refusal holds every reason at once; an admission the overrides without which it would be none, one for each rule. */
export type Admission =
  | { readonly admitted: true; readonly overrides: readonly Override[] }
  | { readonly admitted: false; readonly reasons: readonly Problem[] }

/** One thing that may stand against a deployment. */
export type AdmissionRule = (request: AdmissionRequest) => readonly Problem[]

const forward: readonly AdmissionRule[] = [
  justified,
  overridable,
  leadsThere,
  proved,
  newer,
  notReplayed,
  blocked,
  compatible,
  frozen,
  unoccupied,
]
const backward: readonly AdmissionRule[] = [
  justified,
  overridable,
  ranBefore,
  stillTheTarget,
  notReplayed,
  blocked,
  compatible,
  frozen,
  unoccupied,
]

const rules: { readonly [L in Lane]: readonly AdmissionRule[] } = {
  release: forward,
  hotfix: forward,
  promote: forward,
  rollback: backward,
}

/**
 * Whether a candidate may enter an environment, in a lane, now. One pure function, asked at the moment the deployment
 * starts, the same in a dry run, on this machine and in CI.
 *
 * A release, a hotfix and a promotion need every proof that the environment requires in that lane (a promotion those of
 * a release, by the ledger), the latest verdict each; a candidate that is not outdated; and an environment that is not
 * frozen. A rollback needs a release that ran there before with its checks passed, and is held
 * by a freeze only where that says so. Nobody deploys what is blocked, what the environment's database no longer
 * serves, or while somebody else is deploying there.
 *
 * @example
 * ```ts
 * import { admission } from "@shipline/core"
 * import { emptyState } from "@shipline/core/ledger"
 *
 * const decision = admission({
 *   policy: { environment: "production", requires: [{ proof: "unit" }], checks: [] },
 *   lane: "release",
 *   now: Date.parse("2026-11-23T10:15:00Z"),
 *   release: { version: "1.4.0", number: 412, commit: "1a2b3c4d", artifacts: [] },
 *   evidence: [],
 *   state: emptyState("production"),
 * })
 * if (!decision.admitted) console.log(decision.reasons[0]?.message)
 * // production is out of reach: this candidate has not passed 'unit'
 * ```
 */
export const admission = (given: AdmissionRequest): Admission => {
  const request = { ...given, state: stateAt(given.state, given.now) }
  const overrides = request.overrides ?? []
  const needed = new Set<OverridableRule>()
  const reasons = rules[request.lane].flatMap((rule) => {
    const found = rule(request)
    const name = setAside.get(rule)
    if (name === undefined || !overrides.some((override) => override.rule === name)) return found
    if (found.length > 0) needed.add(name)
    return []
  })
  if (reasons.length > 0) return { admitted: false, reasons }
  return { admitted: true, overrides: [...needed].flatMap((rule) => overrides.find((one) => one.rule === rule) ?? []) }
}

/** The rules that an override sets aside. What a lane requires of a candidate is none of them. */
const setAside: ReadonlyMap<AdmissionRule, OverridableRule> = new Map([[frozen, "freeze"]])
