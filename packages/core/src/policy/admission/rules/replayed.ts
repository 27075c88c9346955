import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/**
 * A run that a person started for one promotion, one rollback or one hotfix does that once. Started again after something
 * else was deployed, it would undo what nobody meant to undo; started again after it failed, it may still do what it was
 * for.
 */
export const notReplayed: AdmissionRule = (request) => {
  const { run, past = [], state, policy, lane } = request
  if (run === undefined) return []
  const before = past.findLast((one) => one.run === run && one.lane === lane && one.result === "succeeded")
  if (before === undefined || before.deployment === state.current?.deployment) return []
  const where = policy.environment
  return [
    reason(
      request,
      "SL6002",
      `this run is outdated: it has put ${before.release.version} on ${where} before (${before.at}), and something else was deployed since`,
      "Start a new run, if that is still what you want.",
    ),
  ]
}
