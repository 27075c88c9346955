import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/** A hotfix policy only leaves out: it names nothing that the environment does not require. */
export const hotfix: Rule = (plan) =>
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
