import { withLanes } from "../../plan/with-lanes.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/** A node takes part in the lanes that follow from the policies of the environments: in no other, and in no fewer. */
export const lanes: Rule = (plan) => {
  const hint = "Make plans with pipeline(); there the lanes follow from the policies of the environments."
  const expected = withLanes(plan.nodes, plan.gates, plan.environments)
  return plan.nodes.flatMap((node, index) => {
    const due = expected[index]?.lanes ?? []
    const extra = node.lanes.filter((lane) => !due.includes(lane))
    const missing = due.filter((lane) => !node.lanes.includes(lane))
    return [
      ...extra.map((lane) =>
        problemAt(
          node,
          "SL2020",
          `nodes.${node.id}`,
          `'${node.title}' takes part in the ${lane} lane, which no policy allows`,
          hint,
        ),
      ),
      ...missing.map((lane) =>
        problemAt(node, "SL2013", `nodes.${node.id}`, `'${node.title}' does not take part in the ${lane} lane`, hint),
      ),
    ]
  })
}
