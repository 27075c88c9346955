import { freezeAt } from "../../freeze.js"
import type { AdmissionRule } from "../admission.js"
import { reason } from "../reason.js"

/** No freeze holds at this moment; a rollback is held only by those that say so. */
export const frozen: AdmissionRule = (request) => {
  const { policy, lane, now } = request
  const where = policy.environment
  return (policy.freeze ?? [])
    .filter((window) => (lane !== "rollback" || window.rollback === true) && freezeAt(window, now))
    .map((window) => {
      const why = window.reason === undefined ? "" : `: ${window.reason}`
      return reason(
        request,
        "SL6004",
        `${where} is frozen until ${window.to.replace("T", " ")} ${window.zone}${why}`,
        `Wait, or set it aside on the record: --override freeze --reason "…".`,
      )
    })
}
