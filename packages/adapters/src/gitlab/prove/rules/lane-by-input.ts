import type { Condition } from "../../read/condition.js"
import { within } from "../../read/condition.js"
import { problem } from "../../read/problems.js"
import type { TextRule } from "./rule.js"

const lanes = new Set(["release", "hotfix", "promote", "rollback"])

/** The variable that a comparison asks for a lane. */
const askedFor = (condition: Condition): readonly string[] => {
  if (condition.kind !== "==" && condition.kind !== "!=" && condition.kind !== "=~" && condition.kind !== "!~")
    return []
  const sides = [condition.left, condition.right]
  const isLane = sides.some((side) => (side.kind === "text" ? lanes.has(side.text) : side.kind === "pattern"))
  return sides.flatMap((side) =>
    side.kind === "variable" && !side.name.startsWith("CI_") && (isLane || /lane/i.test(side.name)) ? [side.name] : [],
  )
}

export const laneByInput: TextRule = {
  name: "no variable chooses the lane",
  find: ({ file }) =>
    file.jobs.flatMap(({ name, rules }) =>
      (rules ?? []).flatMap(({ if: condition, place }) => {
        const [variable] = condition === undefined ? [] : within(condition).flatMap(askedFor)
        if (variable === undefined) return []
        return [{ job: name, problem: problem("SL3429", { path: name, at: place }, name, `$${variable}`) }]
      }),
    ),
}
