import type { Problem } from "@shipline/core"
import type { Plan } from "@shipline/core/plan"
import { runProblem } from "../errors/run-problem.js"
import { suggest } from "../local/suggest.js"
import { isJobNode } from "../scheduler/job-node.js"
import { legsOf } from "../scheduler/leg.js"
import { millisecondsOf } from "./duration.js"
import { attemptsOf } from "./given-outcomes.js"
import { type SimulatedOutcome, simulatedVerdicts } from "./simulated-outcome.js"

const titlesOf = (plan: Plan): readonly string[] => [
  ...new Set(plan.nodes.filter(isJobNode).flatMap((node) => [node.title, ...legsOf(node).map((leg) => leg.title)])),
]

const notAJob = (plan: Plan, title: string, titles: readonly string[]): Problem => {
  const node = plan.nodes.find((one) => one.title === title)
  const near = suggest(title, titles)
  const hints = {
    approval: `'${title}' is an approval: name it in \`approvals\` where it is given.`,
    soak: `'${title}' is a time that passes by itself, as long as its environment runs the candidate, verified.`,
  }
  const hint =
    node?.kind === "approval" || node?.kind === "soak"
      ? hints[node.kind]
      : near === undefined
        ? `It has: ${titles.join(", ")}.`
        : `Did you mean '${near}'?`
  return runProblem("SL4601", "", `the pipeline has no job '${title}'`, hint)
}

const wrongValue = (title: string, outcome: SimulatedOutcome): readonly Problem[] => {
  const attempts = attemptsOf(outcome)
  const verdicts = simulatedVerdicts.join(", ")
  if (attempts.length === 0)
    return [runProblem("SL4007", "", `the outcomes of '${title}' are an empty list`, "Say how its first attempt ends.")]
  return attempts.flatMap((attempt): readonly Problem[] => {
    // What comes from JavaScript may be anything.
    if (typeof attempt !== "object" || attempt === null)
      return [runProblem("SL4007", "", `'${title}' cannot end as '${String(attempt)}'`, `Give one of ${verdicts}.`)]
    const { verdict = "passed", takes } = attempt
    if (!simulatedVerdicts.includes(verdict))
      return [runProblem("SL4007", "", `'${title}' cannot end as '${String(verdict)}'`, `Give one of ${verdicts}.`)]
    if (takes === undefined || millisecondsOf(takes) !== undefined) return []
    const hint = 'Write a number and a unit, such as "90 seconds" or "10 minutes".'
    return [runProblem("SL4007", "", `'${title}' takes '${String(takes)}', which is not a duration`, hint)]
  })
}

/** What is wrong with the outcomes of a simulation: SL4601 for a job that there is not, SL4007 for a value. */
export const checkOutcomes = (
  plan: Plan,
  outcomes: { readonly [title: string]: SimulatedOutcome },
): readonly Problem[] => {
  const given = Object.entries(outcomes)
  if (given.length === 0) return []
  const titles = titlesOf(plan)
  return given.flatMap(([title, outcome]) =>
    titles.includes(title) ? wrongValue(title, outcome) : [notAJob(plan, title, titles)],
  )
}
