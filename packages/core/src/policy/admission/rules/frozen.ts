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
        `${where} is frozen until ${spoken(window.to)} ${window.zone}${why}`,
        `Wait, or set it aside on the record: --override freeze --reason "…".`,
      )
    })
}

/** `2026-12-24T08:00` as `2026-12-24 08:00`, `monday 08:00` as `Monday 08:00`. */
const spoken = (moment: string): string => moment.charAt(0).toUpperCase() + moment.slice(1).replace("T", " ")
