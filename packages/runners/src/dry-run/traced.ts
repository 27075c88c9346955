import type { LedgerRecord } from "@shipline/core/ledger"
import type { Lane } from "@shipline/core/plan"
import type { RunEvent } from "../scheduler/event.js"
import type { Scheduled } from "../scheduler/schedule.js"
import type { TraceAdmission, TraceDeployment, TraceJob } from "./trace.js"

/** When each node began: milliseconds since 1970. What never did is not in it. */
const beginnings = (events: readonly RunEvent[]): ReadonlyMap<string, number> => {
  const began = new Map<string, number>()
  for (const event of events) {
    if (event.kind !== "job-started" && event.kind !== "soaking" && event.kind !== "approval-asked") continue
    const node = event.kind === "approval-asked" ? event.question.node : event.node
    if (!began.has(node)) began.set(node, event.at)
  }
  return began
}

const endings = (events: readonly RunEvent[]): ReadonlyMap<string, number> =>
  new Map(events.flatMap((event) => (event.kind === "node-finished" ? [[event.node, event.at] as const] : [])))

/** The nodes of a run in the order in which they began; of those that began together, in the plan's. */
export const tracedJobs = (scheduled: Scheduled, events: readonly RunEvent[], from: number): readonly TraceJob[] => {
  const began = beginnings(events)
  const ended = endings(events)
  return scheduled
    .map(({ node, outcome, advisory }): TraceJob => {
      const { verdict, duration, problem } = outcome
      return {
        node: node.id,
        title: node.title,
        kind: node.kind,
        ...("environment" in node && { environment: node.environment }),
        verdict,
        ran: began.has(node.id),
        started: (began.get(node.id) ?? ended.get(node.id) ?? from) - from,
        duration,
        ...(advisory && { advisory: true }),
        ...(problem !== undefined && { problem }),
      }
    })
    .sort((one, other) => one.started - other.started)
}

/** What was decided on, in the order of the decisions. */
export const tracedAdmissions = (
  events: readonly RunEvent[],
  version: string,
  from: number,
): readonly TraceAdmission[] =>
  events.flatMap((event) => {
    if (event.kind !== "admission") return []
    const { environment, lane, at, admitted, reasons, overrides } = event
    return [{ environment, lane, version, at: at - from, admitted, reasons, overrides }]
  })

/** What was deployed, in the order in which it started. */
export const tracedDeployments = (
  events: readonly RunEvent[],
  records: readonly LedgerRecord[],
  version: string,
): readonly TraceDeployment[] => {
  const results = new Map<string, TraceDeployment["result"]>()
  for (const record of records) if (record.kind === "finished") results.set(record.deployment, record.result)
  const made = (environment: string, lane: Lane, deployment: string): TraceDeployment => {
    const result = results.get(deployment) ?? "running"
    return { environment, lane, version, deployment, result }
  }
  return events.flatMap((event) =>
    event.kind === "admission" && event.deployment !== undefined
      ? [made(event.environment, event.lane, event.deployment)]
      : [],
  )
}
