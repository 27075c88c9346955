import type { Plan } from "@shipline/core"
import type { Compiled, CompileOptions } from "../adapter.js"
import { origin, requirements } from "../shared/header-words.js"
import { unsupported } from "../unsupported.js"
import { writeYaml } from "../yaml/write-yaml.js"
import { capabilities } from "./capabilities.js"
import { checkNames } from "./check-names.js"
import { inputsOf } from "./inputs.js"
import { jobs } from "./jobs.js"
import { pipelinePath } from "./names.js"
import { startReport } from "./problems.js"
import { renderInputs, renderJobs } from "./render.js"
import { makeScope, type Scope } from "./scope.js"

/** Schedules are settings of a project, so people make them; the file says which. */
const schedules = ({ schedule = [] }: Plan["on"]): readonly string[] =>
  schedule.length === 0 ? [] : ["", "Schedules to set in the project (UTC):", ...schedule.map((times) => `  ${times}`)]

const header = ({ plan, gates, events, guard }: Scope): readonly string[] => [
  ...origin(plan),
  ...(guard === undefined ? [] : [`Deployments are decided by .shipline/guard.mjs, ${guard.digest}.`]),
  ...requirements({ plan, gates, hotfix: events.hotfix.length > 0 }),
  ...schedules(plan.on),
]

/**
 * Turns a plan into its GitLab CI file, at `.gitlab/<pipeline>.yml`; `index` of the adapter makes the `.gitlab-ci.yml` that
 * includes it. Use it on a plan that `verify` accepts. What GitLab cannot do comes back as problems, SL3001 and SL3301 to
 * SL3334, and then there is no file.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { compile } from "@shipline/adapters/gitlab"
 *
 * const unit = gate("unit", sh`npm test`)
 * const production = environment("production", { requires: [unit] })
 * const site = pipeline("site", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })))
 *
 * console.log(compile(site.plan).files.map((file) => file.path)) // [ '.gitlab/site.yml' ]
 * ```
 */
export function compile(plan: Plan, options: CompileOptions = {}): Compiled {
  const report = startReport()
  report.addAll(unsupported(plan, { name: "GitLab", capabilities }))
  const scope = makeScope(plan, options, report)
  checkNames(scope)
  const made = jobs(scope)
  if (report.problems().length > 0) return { files: [], problems: report.problems() }
  const inputs = renderInputs(inputsOf(plan))
  const body = renderJobs(made, plan)
  const text =
    inputs === undefined
      ? writeYaml(body, header(scope))
      : `${writeYaml(inputs, header(scope))}---\n${writeYaml(body, [])}`
  return { files: [{ path: pipelinePath(plan), text }], problems: [] }
}
