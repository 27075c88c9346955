import { at, textAt } from "../../../yaml/look.js"
import type { YamlNode } from "../../../yaml/node.js"
import { ofJobNames, parseExpression, template } from "../condition.js"
import { evaluation } from "../evaluate.js"
import { ruleProblem } from "./problems.js"
import { deploying, type Rule, type RuleJob, type RuleScope } from "./rule.js"

/** Whether a run on which the job starts may cancel what has begun in its group. What cannot be told may. */
const cuts = (concurrency: YamlNode | undefined, { job, reading }: RuleJob, scope: RuleScope): boolean => {
  const written = textAt(concurrency, "cancel-in-progress")
  // In a group of its own, a run finds nothing that it could cancel.
  if (written === undefined || /\$\{\{\s*github\.run_id\s*\}\}/.test(textAt(concurrency, "group") ?? "")) return false
  const read = template(written)
  if ("text" in read) return read.text !== "false"
  const expression = "refused" in read ? read : parseExpression(read.expression, ofJobNames)
  if ("refused" in expression) return true
  const { and, no } = scope.diagrams
  return and(scope.possible, job.starts, evaluation(reading).truth(expression).when) !== no
}

export const neverCutOff: Rule = {
  name: "no newer run cancels a deployment that has begun",
  everywhere: false,
  check: (scope) =>
    deploying(scope).flatMap((one) => {
      const { id, name, place } = one.file
      if (!cuts(at(one.file.node, "concurrency"), one, scope) && !cuts(at(scope.file.node, "concurrency"), one, scope))
        return []
      return [{ job: id, problem: ruleProblem("SL3440", { path: `jobs.${id}`, at: place }, name) }]
    }),
}
