import type { Problem } from "@shipline/core"
import type { Plan } from "@shipline/core/plan"
import { runProblem } from "../errors/run-problem.js"
import { unknownName } from "../errors/unknown-name.js"
import { checkAsked } from "./check-asked.js"
import { checkRedeployment } from "./check-redeployment.js"
import { checkWay } from "./check-way.js"
import type { LocalSettings } from "./settings.js"

/** What is wrong with the settings of a run of this plan: SL4005, SL4006, SL4007, SL4013, SL6009, SL6011, SL6012. */
export const checkSettings = (plan: Plan, settings: LocalSettings): readonly Problem[] => {
  const { allow, approve, jobs } = settings
  const environments = plan.environments.map((environment) => environment.name)
  const approvals = plan.gates.flatMap((gate) => (gate.kind === "approval" ? [gate.name] : []))
  const problems = [
    ...[...allow]
      .filter((name) => !environments.includes(name))
      .map((name) => unknownName("SL4005", "environment", name, environments)),
    ...[...approve]
      .filter((name) => !approvals.includes(name))
      .map((name) => unknownName("SL4006", "approval", name, approvals)),
  ]
  if (!Number.isInteger(jobs) || jobs < 1)
    problems.push(runProblem("SL4007", "", `${jobs} jobs cannot run at a time`, "Give a whole number from 1."))
  return [...problems, ...checkRedeployment(plan, settings), ...checkWay(plan, settings), ...checkAsked(settings)]
}
