import type { Problem } from "../errors/problem.js"
import type { Plan } from "../plan/plan.js"
import type { PlanIndex } from "./plan-index.js"

/** A rule looks at a whole plan and says what is wrong with it. */
export type Rule = (plan: Plan, index: PlanIndex) => readonly Problem[]
