import { advisory } from "../../errors/sentences.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/** What may fail is never required, and nothing waits for it. */
export const gates: Rule = (plan, index) => [
  ...plan.environments.flatMap((environment) =>
    [...environment.requires, ...(environment.hotfix?.requires ?? [])].flatMap((requirement) => {
      const gate = requirement.gate === undefined ? undefined : index.gates.get(requirement.gate)
      return gate?.advisory === true
        ? [
            problemAt(
              environment,
              "SL2008",
              `environments.${environment.name}`,
              advisory(gate.name),
              `Take '${gate.name}' out of the requires of ${environment.name}, or make it a gate that may not fail.`,
            ),
          ]
        : []
    }),
  ),
  ...plan.nodes.flatMap((node) =>
    node.needs.flatMap((need) => {
      const before = index.nodes.get(need)
      const gate = before !== undefined && "gate" in before ? index.gates.get(before.gate) : undefined
      return gate?.advisory === true
        ? [
            problemAt(
              node,
              "SL2020",
              `nodes.${node.id}`,
              `'${node.title}' waits for '${need}', which may fail`,
              "Make plans with pipeline(); there nothing waits for an advisory gate.",
            ),
          ]
        : []
    }),
  ),
]
