import { ruleProblem } from "./problems.js"
import type { Rule } from "./rule.js"

/** The parts of a matrix are one result: a part that leaves its work out passes, and so may the whole. */
export const wholeMatrix: Rule = {
  name: "each part of a gate does all of its work",
  everywhere: false,
  check: ({ file, requirements }) => {
    const gates = new Set(
      requirements.environments.flatMap(({ ways }) => ways.flatMap((way) => way.gates.map(({ job }) => job))),
    )
    return file.jobs
      .filter(({ id }) => gates.has(id))
      .flatMap(({ id, name, steps }) =>
        steps
          .filter(({ run, condition }) => {
            const asks = condition?.kind === "scalar" && /\b(?:matrix|strategy)\b/i.test(String(condition.value))
            return run !== undefined && asks
          })
          .map((step) => ({
            job: id,
            problem: ruleProblem("SL3444", { path: `jobs.${id}`, at: step.place }, name, step.name),
          })),
      )
  },
}
