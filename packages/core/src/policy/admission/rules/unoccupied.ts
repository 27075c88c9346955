import { shellWord } from "../../../plan/shell-word.js"
import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/** One deployment at a time. One that has outlived its deadline is no longer in `state.running` when this is asked. */
export const unoccupied: AdmissionRule = (request) => {
  const { state, policy } = request
  const { running } = state
  if (running === undefined) return []
  const who = running.by.name ?? running.by.subject
  const where = policy.environment
  return [
    reason(
      request,
      "SL6005",
      `another deployment to ${where} is under way: ${running.release.version} by ${who}, since ${running.at}`,
      `Wait for its end. If it is dead, it counts as aborted after ${running.deadline}, or now by: shipline settle ${shellWord(where)} --reason "…".`,
    ),
  ]
}
