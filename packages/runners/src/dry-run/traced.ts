import type { LedgerRecord } from "@shipline/core/ledger"
import type { Lane } from "@shipline/core/plan"
import type { RunEvent } from "../scheduler/event.js"
import type { Scheduled } from "../scheduler/schedule.js"
import type { TraceAdmission, TraceDeployment, TraceJob } from "./trace.js"

/** When each node first did something: milliseconds since 1970. */
const beginnings = (events: readonly RunEvent[]): ReadonlyMap<string, number> => {
  const began = new Map<string, number>()
  const note = (node: string, at: number) => {
    if (!began.has(node)) began.set(node, at)
  }
  for (const event of events) {
    if (event.kind === "job-started" || event.kind === "soaking" || event.kind === "node-finished")
      note(event.node, event.at)
    if (event.kind === "approval-asked") note(event.question.node, event.at)
  }
  return began
}

/** The nodes of a run in the order in which they began; of those that began together, in the plan's. */
export const tracedJobs = (scheduled: Scheduled, events: readonly RunEvent[], from: number): readonly TraceJob[] => {
  const began = beginnings(events)
  return scheduled
    .map(({ node, outcome, advisory }): TraceJob => {
      const { verdict, duration, problem } = outcome
      return {
        node: node.id,
        title: node.title,
        kind: node.kind,
        verdict,
        started: (began.get(node.id) ?? from) - from,
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
