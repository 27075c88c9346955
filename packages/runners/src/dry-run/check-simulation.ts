import { type Problem, verify } from "@shipline/core"
import { lanes, type Plan } from "@shipline/core/plan"
import { runProblem } from "../errors/run-problem.js"
import { unknownName } from "../errors/unknown-name.js"
import { checkRedeployment } from "../local/check-redeployment.js"
import { checkOutcomes } from "./check-outcomes.js"
import type { SimulateOptions } from "./simulate-options.js"
import { checkEvent } from "./simulated-event.js"
import { emptyLedger } from "./simulated-ledger.js"
import { checkNow } from "./simulated-now.js"

/** A plan is frozen: what is wrong with it is found out once. */
const verified = new WeakMap<Plan, readonly Problem[]>()
const problemsOf = (plan: Plan): readonly Problem[] => {
  const known = verified.get(plan) ?? verify(plan)
  verified.set(plan, known)
  return known
}

const value = (message: string, hint: string): readonly Problem[] => [runProblem("SL4007", "", message, hint)]

/** Everything that is wrong with a simulation: SL2xxx, SL4005 to SL4007, SL4013, SL4601 to SL4603. */
export const checkSimulation = (plan: Plan, options: SimulateOptions): readonly Problem[] => {
  const {
    lane = "release",
    allow = [],
    approvals = [],
    environment,
    event,
    version,
    jobs,
    source,
    ledger = emptyLedger,
  } = options
  const environments = plan.environments.map(({ name }) => name)
  const gates = plan.gates.flatMap(({ kind, name }) => (kind === "approval" ? [name] : []))
  return [
    ...problemsOf(plan),
    ...(lanes.includes(lane) ? [] : value(`there is no lane '${String(lane)}'`, `Give one of ${lanes.join(", ")}.`)),
    ...allow
      .filter((name) => !environments.includes(name))
      .map((name) => unknownName("SL4005", "environment", name, environments)),
    ...approvals.filter((name) => !gates.includes(name)).map((name) => unknownName("SL4006", "approval", name, gates)),
    ...(event === undefined ? [] : checkEvent(plan, lane, event)),
    ...(lanes.includes(lane)
      ? checkRedeployment(plan, {
          lane,
          ...(environment !== undefined && { environment }),
          ...(version !== undefined && { version }),
        })
      : []),
    ...checkOutcomes(plan, options.outcomes ?? {}),
    ...checkNow(options.now, ledger),
    ...(jobs === undefined || (Number.isInteger(jobs) && jobs > 0)
      ? []
      : value(`${jobs} jobs cannot run at a time`, "Give a whole number from 1.")),
    ...(source?.number === undefined || (Number.isInteger(source.number) && source.number > 0)
      ? []
      : value(`'${source.number}' is not the number of a release`, "Give a whole number from 1.")),
  ]
}
