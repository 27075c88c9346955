import type { EnvironmentState } from "../../../ledger/environment-state.js"
import { type Release, releaseKey } from "../../../ledger/release.js"
import { shellWord } from "../../../plan/shell-word.js"
import type { AdmissionRequest, AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/**
 * A candidate is not outdated. It is newer than what runs there, or is that very release, put there again.
 *
 * The release lane, which anybody's push starts and which can be run again, also asks for everything that was ever put
 * there: a retry may follow its own failure, but neither what was left on purpose nor what came before it returns. The
 * other lanes are chosen by a person who says why: a promotion brings back what was left; a hotfix may start from what
 * runs, older than what was left, but cannot be what was left.
 */
export const newer: AdmissionRule = (request) => {
  const problem = olderThanCurrent(request) ?? (request.lane === "promote" ? undefined : olderThanNewest(request))
  return problem === undefined ? [] : [reason(request, "SL6002", problem.message, problem.hint)]
}

interface Found {
  readonly message: string
  readonly hint: string
}

type Known = Pick<Release, "version" | "number" | "commit"> & { readonly key: string }

/** Whether two releases are one, or the same commit built twice: none of them is newer. */
const isSame = (one: Known, other: Known): boolean =>
  one.number === other.number && (one.key === other.key || one.commit === other.commit)

const known = ({ version, number, commit, artifacts }: Release): Known => ({
  version,
  number,
  commit,
  key: releaseKey({ artifacts, commit }),
})

const outdated = (own: Known, why: string, hint: string): Found => ({
  message: `${own.version} is outdated: ${why}`,
  hint,
})

const goBack = (where: string, { version }: Known): string =>
  `Release a newer commit. To go back on purpose: shipline rollback ${shellWord(where)} --to ${shellWord(version)} --reason "…".`
const bring = (where: string, { version }: Known): string =>
  `Release a newer commit, or bring it there on purpose: shipline promote ${shellWord(version)} --to ${shellWord(where)} --reason "…".`

const olderThanCurrent = ({ release, state, policy }: AdmissionRequest): Found | undefined => {
  if (state.current === undefined) return undefined
  const where = policy.environment
  const [own, current] = [known(release), known(state.current.release)]
  if (own.number > current.number || isSame(own, current)) return undefined
  const runs = `${where} runs ${current.version}, which`
  if (own.key === current.key)
    return outdated(own, `${runs} is newer and holds the same artifacts`, "There is nothing to deploy.")
  const why = own.number === current.number ? "is no older, and another release" : "is newer"
  return outdated(own, `${runs} ${why}`, goBack(where, own))
}

const olderThanNewest = ({ release, state, policy, lane }: AdmissionRequest): Found | undefined => {
  const { current, newest } = state
  if (newest === undefined || release.number > newest.number) return undefined
  const where = policy.environment
  const own = known(release)
  const is = lastTried(state, newest.key)
  if (isSame(own, newest)) {
    if (is !== undefined || current === undefined) return undefined
    const left = current.lane === "rollback" ? "was rolled back from it" : `has left it for ${current.release.version}`
    return outdated(own, `${where} ${left}`, bring(where, own))
  }
  const isCurrent = current !== undefined && isSame(own, known(current.release))
  if (isCurrent && (is === undefined || is === "current")) return undefined
  if (lane === "hotfix" && is === undefined && current !== undefined) return undefined
  const age = newest.number === own.number ? "no older, and another release" : "newer"
  const tried = is === undefined ? "has already had" : words[is]
  const hint = isCurrent || current === undefined ? goBack(where, own) : bring(where, own)
  return outdated(own, `${where} ${tried} ${newest.version}, which is ${age}`, hint)
}

const words = { current: "runs", failed: "may run", running: "is about to run" } as const

/** What became of the newest release that was put there; undefined where it was left for another one. */
const lastTried = ({ running, failed, current }: EnvironmentState, key: string): keyof typeof words | undefined => {
  if (running !== undefined && releaseKey(running.release) === key) return "running"
  if (failed?.release.key === key) return "failed"
  return current !== undefined && releaseKey(current.release) === key ? "current" : undefined
}
