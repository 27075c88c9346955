import type { Plan } from "@shipline/core"
import type { Compiled, CompileOptions } from "../adapter.js"
import { unsupported } from "../unsupported.js"
import { writeYaml } from "../yaml/write-yaml.js"
import { capabilities } from "./capabilities.js"
import { checkExpressions } from "./check-expressions.js"
import { limits } from "./limits.js"
import { workflowPath } from "./names.js"
import { problem, startReport } from "./problems.js"
import { render } from "./render.js"
import { makeScope } from "./scope.js"
import { workflow } from "./workflow.js"

/**
 * Turns a plan into its GitHub Actions workflow, at `.github/workflows/<pipeline>.yml`. Use it on a plan that `verify`
 * accepts. What GitHub cannot do comes back as problems, SL3001 and SL3101 to SL3134, and then there is no file.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { compile } from "@shipline/adapters/github"
 *
 * const unit = gate("unit", sh`npm test`)
 * const production = environment("production", { requires: [unit] })
 * const site = pipeline("site", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })))
 *
 * console.log(compile(site.plan).files.map((file) => file.path)) // [ '.github/workflows/site.yml' ]
 * ```
 */
export function compile(plan: Plan, options: CompileOptions = {}): Compiled {
  const report = startReport()
  report.addAll(unsupported(plan, { name: "GitHub", capabilities }))
  const made = workflow(makeScope(plan, options, report))
  checkExpressions(made, report)
  if (report.problems().length > 0) return { files: [], problems: report.problems() }
  const text = writeYaml(render(made), made.header)
  if (text.length <= limits.file) return { files: [{ path: workflowPath(plan), text }], problems: [] }
  return { files: [], problems: [problem("SL3119", { path: "", at: plan.at }, text.length)] }
}
