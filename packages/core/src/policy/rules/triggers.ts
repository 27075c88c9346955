import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/** Something starts the pipeline. */
export const triggers: Rule = (plan) =>
  plan.on.push === undefined &&
  plan.on.pullRequest === undefined &&
  plan.on.schedule === undefined &&
  plan.on.manual === undefined
    ? [problemAt(plan, "SL2018", "on", `nothing starts '${plan.name}'`, 'Say what does: on: { push: "main" }.')]
    : []
