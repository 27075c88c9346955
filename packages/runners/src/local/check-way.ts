import type { Problem } from "@shipline/core"
import type { Plan } from "@shipline/core/plan"
import type { LocalSettings } from "./settings.js"

/**
 * A hotfix that leads to none of the environments that are allowed would build, deploy nothing and pass: SL6012 for each,
 * as an admission there would say. Where it leads to one of them, the others are only not reached by it.
 */
export const checkWay = (plan: Plan, { lane, allow }: Pick<LocalSettings, "lane" | "allow">): readonly Problem[] => {
  const reached = plan.environments.flatMap(({ name, hotfix }) => (hotfix === undefined ? [] : [name]))
  if (lane !== "hotfix" || reached.some((name) => allow.has(name))) return []
  const hint =
    reached.length === 0
      ? "No environment has a hotfix policy: release it, or give it one, hotfix: { requires: [...] }."
      : `It leads to ${reached.join(", ")}. Allow that, or give this one a policy: hotfix: { requires: [...] }.`
  return plan.environments
    .filter(({ name }) => allow.has(name))
    .map(({ name }) => ({
      code: "SL6012",
      path: `environments.${name}`,
      message: `the hotfix lane does not lead to ${name}`,
      hint,
    }))
}
