import { entryOf, isScalar, textAt } from "../../../yaml/look.js"
import type { FileStep } from "../workflow-file.js"
import { ruleProblem } from "./problems.js"
import type { Rule } from "./rule.js"

/** What a step runs as a program: its own script, and the one that it gives to an action. */
const scriptsOf = ({ run, uses, node }: FileStep): readonly string[] => {
  const given = uses?.startsWith("actions/github-script@") ? textAt(node, "with", "script") : undefined
  return [run, given].filter((script) => script !== undefined)
}

/** GitHub puts the text of an expression into a script before any shell sees it. */
export const noValueInScript: Rule = {
  name: "no script holds the text of a value",
  everywhere: false,
  check: ({ file }) =>
    file.jobs.flatMap(({ id, name, steps }) =>
      steps.flatMap((step) => {
        const expression = scriptsOf(step)
          .map((script) => /\$\{\{.*?\}\}/s.exec(script)?.[0])
          .find((found) => found !== undefined)
        if (expression === undefined) return []
        const { value } = entryOf(step.node, "run") ?? { value: step.node }
        const at = isScalar(value) ? file.place(value) : step.place
        return [{ job: id, problem: ruleProblem("SL3442", { path: `jobs.${id}`, at }, name, expression) }]
      }),
    ),
}
