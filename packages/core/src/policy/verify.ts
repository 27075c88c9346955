import type { Problem } from "../errors/problem.js"
import type { Plan } from "../plan/plan.js"
import { PlanIndex } from "./plan-index.js"
import type { Rule } from "./rule.js"
import { artifacts } from "./rules/artifacts.js"
import { budgets } from "./rules/budgets.js"
import { facts } from "./rules/facts.js"
import { gates } from "./rules/gates.js"
import { graph } from "./rules/graph.js"
import { hotfix } from "./rules/hotfix.js"
import { lanes } from "./rules/lanes.js"
import { names } from "./rules/names.js"
import { proofs } from "./rules/proofs.js"
import { soaks } from "./rules/soaks.js"
import { triggers } from "./rules/triggers.js"
import { values } from "./rules/values.js"

const rules: readonly Rule[] = [
  names,
  graph,
  proofs,
  soaks,
  facts,
  lanes,
  gates,
  artifacts,
  hotfix,
  budgets,
  values,
  triggers,
]

/**
 * Whether a plan keeps what the language promises, however it was made: with a cast, by hand, from a file.
 * Use it on every plan before it is compiled or run. It returns all problems; none means that
 * in every lane no deployment can start before everything that its environment requires has passed.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh, verify } from "@shipline/core"
 *
 * const unit = gate("unit", sh`npm test`)
 * const production = environment("production", { requires: [unit] })
 * const { plan } = pipeline("shop", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })))
 * console.log(verify(plan)) // []
 * ```
 */
export const verify = (plan: Plan): readonly Problem[] => {
  const index = new PlanIndex(plan)
  return rules.flatMap((rule) => rule(plan, index))
}
