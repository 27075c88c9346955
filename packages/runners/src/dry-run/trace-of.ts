import type { LedgerRecord } from "@shipline/core/ledger"
import { isBad } from "../scheduler/verdict.js"
import { deepFreeze } from "./deep-freeze.js"
import type { Game, Played } from "./play.js"
import { ledgerOf, type SimulatedLedger } from "./simulated-ledger.js"
import type { Trace } from "./trace.js"
import { tracedAdmissions, tracedDeployments, tracedJobs } from "./traced.js"

/** The records of `after` that `before` does not have. */
const added = (before: SimulatedLedger, after: SimulatedLedger): readonly LedgerRecord[] => {
  const known = new Map(before.environments.map(({ environment, number }) => [environment, number]))
  return after.records.filter(({ environment, number }) => number > (known.get(environment) ?? 0))
}

/** What happened, as data. `before` is the ledger with which it began. */
export const traceOf = (game: Game, { scheduled, events }: Played, before: SimulatedLedger): Trace => {
  const { from, version, chains } = game
  const { plan, lane } = game.deployments
  const ledger = ledgerOf(chains)
  const records = added(before, ledger)
  const inLane = new Set(scheduled.map(({ node }) => node.id))
  const bad = scheduled.some(({ outcome, advisory }) => isBad(outcome.verdict) && !advisory)
  return deepFreeze({
    verdict: bad ? "failed" : "passed",
    pipeline: plan.name,
    lane,
    version,
    environments: plan.environments.map(({ name }) => name),
    leftOut: plan.nodes.flatMap(({ id, title }) => (inLane.has(id) ? [] : [title])),
    began: new Date(from).toISOString(),
    duration: (events.at(-1)?.at ?? from) - from,
    jobs: tracedJobs(scheduled, events, from),
    admissions: tracedAdmissions(events, version, from),
    deployments: tracedDeployments(events, records, version),
    records,
    ledger,
  })
}
