import { lanes as allLanes, type Lane, type Plan } from "@shipline/core/plan"
import { menuOf } from "../../shared/menu.js"

/** What starts the runs of a lane: an event, with what a person chose. */
export interface LaneStart {
  readonly lane: Lane
  readonly event: string
  /** The value of the input `lane`; absent where the event alone says it. */
  readonly chosen?: string
}

/** What a plan says of the runs that are of each lane. A pull request is of none: it deploys nothing. */
export const laneStarts = (plan: Plan): readonly LaneStart[] => {
  const menu = menuOf(plan)
  const byHand = menu.map((lane): LaneStart => ({ lane, event: "workflow_dispatch", chosen: lane }))
  return [
    ...(plan.on.push === undefined ? [] : [{ lane: "release", event: "push" } as const]),
    ...(plan.on.schedule === undefined ? [] : [{ lane: "release", event: "schedule" } as const]),
    ...(menu.length === 0 && plan.on.manual === true ? [{ lane: "release", event: "workflow_dispatch" } as const] : []),
    ...allLanes.flatMap((lane) => byHand.filter((one) => one.lane === lane)),
  ]
}
