import { rollbackTarget } from "../../../ledger/going-back.js"
import { releaseKey } from "../../../ledger/release.js"
import { shellWord } from "../../../plan/shell-word.js"
import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/**
 * A rollback for which nobody has named a release goes one step back from what runs when it starts. Where it had to wait,
 * that may be another step than the one that it set out for; nobody has chosen that one.
 */
export const stillTheTarget: AdmissionRule = (request) => {
  const { unnamed = false, release, state, past = [], policy } = request
  const { current, running } = state
  const key = releaseKey(release)
  if (!unnamed || running !== undefined || current === undefined || releaseKey(current.release) === key) return []
  const target = rollbackTarget(past, state)?.release
  if (target !== undefined && releaseKey(target) === key) return []
  const where = policy.environment
  const now = target === undefined ? "nowhere" : `to ${target.version}`
  return [
    reason(
      request,
      "SL6002",
      `this rollback is outdated: it set out for ${release.version}, and by what has happened in ${where} since, the way back leads ${now}`,
      `Start it again, or name the version: shipline rollback ${shellWord(where)} --to ${shellWord(release.version)} --reason "…".`,
    ),
  ]
}
