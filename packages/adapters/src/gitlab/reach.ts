import type { Node } from "@shipline/core/plan"
import { subject } from "../shared/facts.js"
import { limits } from "./limits.js"
import type { GitlabJob, Rule } from "./model.js"
import { jobKey } from "./names.js"
import type { PassageRule } from "./passages.js"
import type { Scope } from "./scope.js"

type Decision = Pick<Rule, "when" | "startIn" | "allowFailure">

/** Rules as GitLab reads them. */
export const rulesOf = (rules: readonly PassageRule[], decision: Decision = {}): readonly Rule[] =>
  rules.map((rule) => ({ ...rule, ...decision }))

/** What a node's job needs and when it is there, with whatever speaks against it on GitLab. */
export const reach = (
  node: Node,
  scope: Scope,
  decision: Decision = {},
): Pick<GitlabJob, "needs" | "rules" | "stage"> => {
  const { passages, released, events, stages, report, plan } = scope
  const { needs = [], rules = [] } = passages.get(node.id) ?? {}
  if (released.has(node.id) && events.release.length === 0) report.add("SL3307", subject(node), `'${node.title}'`)
  const most = Math.max(needs.length, ...rules.map((rule) => rule.needs?.length ?? 0))
  if (most > limits.needs) report.add("SL3301", subject(node), node.title, most)
  const key = jobKey(plan, node.id)
  if (key.length > limits.jobName) report.add("SL3326", subject(node), key, key.length)
  return { needs, rules: rulesOf(rules, decision), stage: stages.of(node) }
}
