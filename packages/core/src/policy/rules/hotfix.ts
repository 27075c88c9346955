import type { Problem } from "../../errors/problem.js"
import { neverWaivable } from "../../errors/sentences.js"
import type { Plan } from "../../plan/plan.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/** A hotfix policy only leaves out, and nothing that is never waivable. */
export const hotfix: Rule = (plan) => [...foreign(plan), ...leftOut(plan)]

const foreign = (plan: Plan): readonly Problem[] =>
  plan.environments.flatMap((environment) =>
    (environment.hotfix?.requires ?? [])
      .filter(
        (kept) =>
          !environment.requires.some(
            (requirement) => requirement.proof === kept.proof && requirement.gate === kept.gate,
          ),
      )
      .map((kept) =>
        problemAt(
          environment,
          "SL2009",
          `environments.${environment.name}`,
          `the hotfix policy of ${environment.name} names '${kept.proof}', which ${environment.name} does not require`,
          `Add '${kept.proof}' to its requires, or take it out of the policy.`,
        ),
      ),
  )

const leftOut = (plan: Plan): readonly Problem[] => {
  const firm = firmGates(plan)
  return plan.environments.flatMap((environment) => {
    const { name, hotfix } = environment
    if (hotfix === undefined) return []
    const kept = new Set(hotfix.requires.map(({ gate }) => gate))
    return environment.requires
      .filter(({ gate }) => gate !== undefined && firm.has(gate) && !kept.has(gate))
      .map(({ proof }) =>
        problemAt(
          environment,
          "SL2021",
          `environments.${name}`,
          neverWaivable(proof, name),
          `Add '${proof}' to what the policy requires, or take the policy away.`,
        ),
      )
  })
}

/** The gates that are never waivable, and the contracts that such a gate fulfils. */
const firmGates = (plan: Plan): ReadonlySet<string> =>
  new Set(
    plan.gates.flatMap(({ id, waivable, implements: contract }) => (waivable === false ? [id, contract ?? id] : [])),
  )
