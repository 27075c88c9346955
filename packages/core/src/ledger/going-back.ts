import type { EnvironmentState } from "./environment-state.js"
import type { PastDeployment } from "./past-deployments.js"
import { releaseKey } from "./release.js"

/** What is known of a release by the times that it ran in an environment. */
export interface Experience {
  /** It was deployed there, and the deployment succeeded. */
  readonly ran: boolean
  /** Its checks there passed, and none of them has ended otherwise since. */
  readonly verified: boolean
  /** The checks there whose latest verdict is another one than passed. */
  readonly failedChecks: readonly string[]
  /** The longest time without a break, in milliseconds, for which it was the verified release there since then. */
  readonly soaked: number
}

const experience = (own: readonly PastDeployment[]): Experience => {
  const revoked = own.findLastIndex(({ failedChecks = [] }) => failedChecks.length > 0)
  const since = own.slice(revoked + 1)
  const verified = since.some((one) => one.verified)
  return {
    ran: own.length > 0,
    verified,
    failedChecks: verified ? [] : (own[revoked]?.failedChecks ?? []),
    soaked: Math.max(0, ...since.map(({ soaked }) => soaked)),
  }
}

/**
 * What is known of a release, by its `releaseKey`, in an environment. A check that ends there otherwise than passed
 * takes back what was before.
 */
export const experienceOf = (past: readonly PastDeployment[], key: string): Experience =>
  experience(past.filter(({ release, result }) => result === "succeeded" && releaseKey(release) === key))

/**
 * Where a rollback goes that names no version: to the last verified release that is older than what runs; to what ran
 * before, where the last deployment did not succeed, unless that one was a rollback, which was to leave it. It passes
 * over what is blocked. `past` is what `pastDeployments` gives, `state` the state at this moment (`stateAt`).
 */
export const rollbackTarget = (
  past: readonly PastDeployment[],
  state: EnvironmentState,
): PastDeployment | undefined => {
  const { current, failed, blocked } = state
  if (current === undefined) return undefined
  const running = releaseKey(current.release)
  const passedOver = new Set(blocked.map(({ key }) => key))
  const isLeft = past.some(({ deployment, lane }) => deployment === failed?.deployment && lane === "rollback")
  const byKey = new Map<string, PastDeployment[]>()
  for (const one of past) {
    if (one.result !== "succeeded") continue
    const key = releaseKey(one.release)
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, [one])
    else known.push(one)
  }
  const targets = [...byKey].flatMap(([key, own]) => {
    const latest = own.at(-1)
    const isBack =
      key === running ? failed !== undefined && !isLeft : (latest?.release.number ?? 0) < current.release.number
    return latest !== undefined && isBack && !passedOver.has(key) && experience(own).verified ? [latest] : []
  })
  return targets.length === 0 ? undefined : past.findLast((one) => targets.includes(one))
}
