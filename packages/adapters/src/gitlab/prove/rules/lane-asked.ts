import { type Condition, variablesOf, within } from "../../read/condition.js"
import { problem } from "../../read/problems.js"
import { holesOf } from "../../read/template.js"
import { laneInput } from "../lanes.js"
import type { TextRule } from "./rule.js"

const asksLane = (condition: Condition): boolean =>
  within(condition).some((one) => one.kind === "text" && holesOf(one.text).includes(laneInput))

/** Where there are lanes, each rule of a deployment says in which it is: variables alone can be overridden. */
export const laneAsked: TextRule = {
  name: "a deployment asks for its lane",
  find: ({ file, deploys }) => {
    if (!file.inputs.some(({ name }) => name === laneInput)) return []
    return deploys.flatMap(({ name, rules }) =>
      (rules ?? []).flatMap(({ if: condition, when, place }) => {
        if (when === "never" || (condition !== undefined && asksLane(condition))) return []
        const [variable = "nothing"] = condition === undefined ? [] : variablesOf(condition).map((one) => `$${one}`)
        return [{ job: name, problem: problem("SL3430", { path: name, at: place }, name, variable) }]
      }),
    )
  },
}
