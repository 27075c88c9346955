import { at, textAt } from "../../../yaml/look.js"
import type { YamlNode } from "../../../yaml/node.js"
import { ruleProblem } from "./problems.js"
import { deploying, type Rule } from "./rule.js"

/** GitHub makes no difference between letters of groups. */
const groupOf = (concurrency: YamlNode | undefined): string | undefined =>
  (concurrency?.kind === "scalar" ? textAt(concurrency) : textAt(concurrency, "group"))?.toLowerCase()

/** A run that holds a lock and whose job asks for the same waits for itself, and is cancelled. */
export const lockOnce: Rule = {
  name: "no run waits for a lock that it holds itself",
  everywhere: true,
  check: (scope) => {
    const held = groupOf(at(scope.file.node, "concurrency"))
    return deploying(scope).flatMap(({ file: { id, name, place, node } }) => {
      const wanted = groupOf(at(node, "concurrency"))
      if (held === undefined || wanted !== held) return []
      return [{ job: id, problem: ruleProblem("SL3441", { path: `jobs.${id}`, at: place }, name, wanted) }]
    })
  },
}
