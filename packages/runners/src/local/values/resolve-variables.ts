import type { Variable } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { type Meaning, resolveValue } from "./resolve-value.js"

/** The variables of a script as an environment. */
export const resolveVariables = Effect.fnUntraced(function* (variables: readonly Variable[], meaning: Meaning) {
  const resolved: Record<string, string> = Object.create(null)
  for (const { name, value } of variables) {
    const text = resolveValue(value, meaning)
    if (text === undefined)
      return yield* runError(
        runProblem(
          "SL4405",
          "",
          `the variable ${name} of '${meaning.leg.title}' has no value here`,
          "This is a fault in Shipline, or in the tool that made the plan: please report it.",
        ),
      )
    resolved[name] = text
  }
  return resolved
})
