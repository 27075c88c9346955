import { limits } from "./limits.js"
import type { Workflow, WorkflowJob } from "./model.js"
import type { Report } from "./problems.js"

/** Every text of a job in which GitHub evaluates something. */
const evaluated = (job: WorkflowJob): readonly string[] => [
  job.name,
  ...job.env.map(({ value }) => value),
  ...job.services.flatMap((service) => service.env.map(({ value }) => value)),
  ...job.steps.flatMap((step) => (step.env ?? []).map(({ value }) => value)),
  ...job.steps.flatMap((step) =>
    step.kind === "uses" ? step.with.flatMap(([, value]) => (typeof value === "string" ? [value] : [])) : [],
  ),
]

/** SL3118 for text that is an expression and longer than GitHub evaluates. Without an expression, text has no limit. */
export const checkExpressions = (workflow: Workflow, report: Report): void => {
  for (const job of workflow.jobs)
    for (const text of evaluated(job))
      if (text.length > limits.expression && text.includes("${{"))
        report.add("SL3118", { path: `nodes.${job.id}` }, `a text of '${job.name}'`, text.length)
}
