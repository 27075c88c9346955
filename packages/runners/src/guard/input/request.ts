import type { Override } from "@shipline/core"
import type { OverridableRule } from "@shipline/core/ledger"
import { type Lane, lanes } from "@shipline/core/plan"
import type { Caller } from "../output/world.js"
import { given, oneOf, type Variables } from "./variables.js"

/** What a person asked for when starting the run. */
export interface Asked {
  readonly lane: Lane
  readonly version?: string
  readonly reason?: string
  readonly incident?: string
  readonly overrides: readonly Override[]
}

export const asked = (variables: Variables): Asked => {
  const [version, reason, incident] = ["SHIPLINE_VERSION", "SHIPLINE_REASON", "SHIPLINE_INCIDENT"].map((name) =>
    given(variables, name),
  )
  const override = given(variables, "SHIPLINE_OVERRIDE") ?? "none"
  const rule = override as OverridableRule // whatever else it is, admission refuses it and says so
  return {
    lane: oneOf(variables, "SHIPLINE_LANE", lanes),
    ...(version === undefined ? {} : { version }),
    ...(reason === undefined ? {} : { reason }),
    ...(incident === undefined ? {} : { incident }),
    overrides: override === "none" ? [] : [{ rule, reason: reason ?? "" }],
  }
}

/** How a job may have ended. */
export type JobStatus = "success" | "failure" | "cancelled"

/** How the job has ended so far, by the platform's word: SHIPLINE_STATUS. */
export const jobStatus = ({ variables, platform: { endings } }: Caller): JobStatus => {
  const word = oneOf(variables, "SHIPLINE_STATUS", Object.keys(endings))
  return endings[word] ?? "failure" // as `oneOf` throws for any other
}
