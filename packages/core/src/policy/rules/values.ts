import type { Problem } from "../../errors/problem.js"
import type { Job } from "../../plan/job.js"
import type { Node } from "../../plan/node.js"
import { jobVariables } from "../../plan/used-artifacts.js"
import type { Value, Variable } from "../../plan/value.js"
import type { PlanIndex } from "../plan-index.js"
import { problemAt } from "../problem-at.js"
import type { Rule } from "../rule.js"

/** Every value of a job has a meaning in that job. */
export const values: Rule = (plan, index) =>
  plan.nodes.flatMap((node) =>
    "job" in node
      ? [
          ...new Map(
            jobVariables(node.job)
              .flatMap((variable) => value(node, node.job, variable.value, index))
              .map((problem) => [problem.message, problem]),
          ).values(),
          ...hidden(node, node.job),
        ]
      : [],
  )

const value = (node: Node, job: Job, given: Value, index: PlanIndex): readonly Problem[] => {
  const problem = (code: Problem["code"], message: string, hint: string) => [
    problemAt(node, code, `nodes.${node.id}`, message, hint),
  ]
  if (given.kind === "matrix" && !job.matrix.some((axis) => axis.key === given.key))
    return problem(
      "SL2014",
      `'${node.title}' uses matrix("${given.key}"), which its matrix does not have`,
      `Add the axis: matrix: { ${given.key}: [...] }.`,
    )
  if (given.kind === "shard" && job.shards === undefined)
    return problem("SL2014", `'${node.title}' uses shard.${given.field} but has no shards`, "Say how many: shards: 4.")
  const belongs = "environment" in node ? node.environment : undefined
  const owner = given.kind === "target" || given.kind === "secret" ? given.environment : undefined
  if (owner !== undefined && owner !== belongs)
    return problem(
      "SL2016",
      `'${node.title}' uses ${given.kind === "secret" ? `the secret ${given.name}` : `the ${given.kind === "target" ? given.field : ""}`} of '${owner}', outside of it`,
      "Use the target that the script's own function is given.",
    )
  if (
    given.kind === "target" &&
    given.field === "url" &&
    owner !== undefined &&
    index.environments.get(owner)?.url === undefined
  )
    return problem(
      "SL2016",
      `'${node.title}' uses the url of '${owner}', which has none`,
      `Give the environment its address: environment("${owner}", { url: "https://..." }).`,
    )
  return []
}

/** A job's variable under the name of one of a script's would silently lose. */
const hidden = (node: Node, job: Job): readonly Problem[] => {
  const own = new Map(job.variables.map((variable) => [variable.name, JSON.stringify(variable.value)]))
  const scripts: readonly Variable[] = job.steps.flatMap((step) => (step.kind === "script" ? step.variables : []))
  const names = new Set(
    scripts
      .filter((variable) => own.has(variable.name) && own.get(variable.name) !== JSON.stringify(variable.value))
      .map((variable) => variable.name),
  )
  return [...names].map((name) =>
    problemAt(
      node,
      "SL2017",
      `nodes.${node.id}`,
      `'${node.title}' has a variable ${name}, and its script refers to another value of that name`,
      "Rename the variable in env.",
    ),
  )
}
