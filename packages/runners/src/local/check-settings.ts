import type { Problem } from "@shipline/core"
import type { Plan } from "@shipline/core/plan"
import type { RunCode } from "../errors/codes.js"
import { runProblem } from "../errors/run-problem.js"
import type { LocalSettings } from "./settings.js"
import { suggest } from "./suggest.js"

const unknown = (code: RunCode, what: string, word: string, names: readonly string[]): Problem => {
  const near = suggest(word, names)
  const all = names.length === 0 ? `It has no ${what}.` : `It has: ${names.join(", ")}.`
  const hint = near === undefined ? all : `Did you mean '${near}'?`
  return runProblem(code, "", `the pipeline has no ${what} '${word}'`, hint)
}

/** What is wrong with the settings of a run of this plan: SL4005, SL4006, SL4007, SL4010. */
export const checkSettings = (plan: Plan, { allow, approve, jobs, lane }: LocalSettings): readonly Problem[] => {
  const environments = plan.environments.map((environment) => environment.name)
  const approvals = plan.gates.flatMap((gate) => (gate.kind === "approval" ? [gate.name] : []))
  const problems = [
    ...[...allow]
      .filter((name) => !environments.includes(name))
      .map((name) => unknown("SL4005", "environment", name, environments)),
    ...[...approve]
      .filter((name) => !approvals.includes(name))
      .map((name) => unknown("SL4006", "approval", name, approvals)),
  ]
  if (!Number.isInteger(jobs) || jobs < 1)
    problems.push(runProblem("SL4007", "", `${jobs} jobs cannot run at a time`, "Give a whole number from 1."))
  if (lane !== "release")
    problems.push(
      runProblem("SL4010", "", `the lane '${lane}' cannot be run on this machine`, "Run the lane 'release'."),
    )
  return problems
}
