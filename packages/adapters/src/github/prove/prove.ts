import type { Plan } from "@shipline/core"
import type { Against, CompiledFile } from "../../adapter.js"
import type { Model } from "../../prove/model.js"
import { planRequirements } from "../../prove/plan-requirements.js"
import { proofProblem } from "../../prove/problems.js"
import type { Proof } from "../../prove/proof.js"
import { prove as proveModel } from "../../prove/prove.js"
import type { Requirements } from "../../prove/requirements.js"
import { extraJobs } from "../../shared/extra-jobs.js"
import { jobId, workflowPath } from "../names.js"
import { calledAmong, onlyCalled } from "./calls.js"
import { laneStarts } from "./lanes.js"
import { modelOf } from "./model.js"
import { readWorkflow } from "./workflow-file.js"

/** What a plan demands of its workflow. */
export const requirementsOf = (plan: Plan): Requirements => {
  const { redeploys } = extraJobs(plan, jobId)
  return planRequirements(plan, { job: jobId, redeploy: (environment) => redeploys.get(environment)?.id })
}

const nothingToJudge = (path: string): Proof => ({
  platform: "github",
  verdict: "undecided",
  properties: [],
  counterexamples: [],
  problems: [proofProblem("SL3411", { path: "" }, `there is no file ${path}`)],
  assumptions: [],
})

/** Several files are proved when each of them is. */
const together = (proofs: readonly Proof[]): Proof => {
  const verdicts = proofs.map(({ verdict }) => verdict)
  return {
    platform: "github",
    verdict: verdicts.includes("refuted") ? "refuted" : verdicts.includes("undecided") ? "undecided" : "proved",
    properties: proofs.flatMap(({ properties }) => properties),
    counterexamples: proofs.flatMap(({ counterexamples }) => counterexamples),
    problems: proofs.flatMap(({ problems }) => problems),
    assumptions: [...new Set(proofs.flatMap(({ assumptions }) => assumptions))],
  }
}

/**
 * What a file among several has to answer for: the environments that its own jobs reach. One that no file reaches is the
 * first one's, so that it is missed.
 */
const partOf = (requirements: Requirements, models: readonly Model[], index: number): Requirements => {
  const reaches = (model: Model | undefined, name: string): boolean =>
    model?.jobs.some(({ touches }) =>
      touches.some(({ environment }) => environment === undefined || environment === name),
    ) ?? false
  const environments = requirements.environments.filter(
    ({ environment }) =>
      reaches(models[index], environment) || (index === 0 && !models.some((model) => reaches(model, environment))),
  )
  return { ...requirements, environments }
}

const isWorkflow = ({ path }: CompiledFile): boolean => /\.ya?ml$/.test(path)

/**
 * Proves on the text of workflow files, by GitHub's own rules, that nothing is deployed to an environment before its gates
 * have really passed, that each lane which may deploy can, and that no other job reaches the environment: for every event,
 * every outcome of every job, and every moment of a cancellation. Use it on what `compile` gives, and on workflows that were
 * written by hand. What cannot be judged is a problem of the proof, SL3410 or SL3411, and the verdict is `undecided`.
 *
 * @example
 * ```ts
 * import { environment, gate, pipeline, rollout, sh } from "@shipline/core"
 * import { compile, prove } from "@shipline/adapters/github"
 *
 * const unit = gate("unit", sh`npm test`)
 * const production = environment("production", { requires: [unit] })
 * const site = pipeline("site", { on: { push: "main" } }, (source) =>
 *   source.pass(unit).deploy(production, rollout({ deploy: () => sh`./deploy.sh` })))
 *
 * console.log(prove(compile(site.plan).files, { plan: site.plan }).verdict) // proved
 * ```
 */
export function prove(files: readonly CompiledFile[], against: Against): Proof {
  const plan = "plan" in against ? against.plan : undefined
  const requirements = "plan" in against ? requirementsOf(against.plan) : against.requirements
  const starts = plan === undefined ? [] : laneStarts(plan)
  const wanted = plan === undefined ? undefined : workflowPath(plan)
  const workflows = files.filter(isWorkflow)
  // A workflow that was moved or copied is the one that is meant where it is the only one.
  const chosen = workflows.filter(({ path }) => wanted === undefined || path === wanted || workflows.length === 1)
  if (chosen.length === 0) return nothingToJudge(wanted ?? "to judge")
  const read = chosen.map(({ path, text }) => ({ path, file: readWorkflow(path, text) }))
  const workflowFiles = read.flatMap(({ file }) => ("refusals" in file ? [] : [file]))
  const called = calledAmong(workflowFiles)
  const judgedElsewhere = onlyCalled(workflowFiles)
  const refused = read.flatMap(({ path, file }): readonly Proof[] => {
    if (!("refusals" in file)) return []
    const problems = file.refusals.map(({ message, at }) => proofProblem("SL3411", { path: "", at }, message))
    return [{ ...nothingToJudge(path), problems }]
  })
  const models = workflowFiles
    .filter((file) => !judgedElsewhere.has(file))
    .map((file) => modelOf(file, requirements, starts, called))
  return together([
    ...refused,
    ...models.map((model, index): Proof => {
      // A file that GitHub refuses starts nothing, so that nothing is to be said of what it starts.
      const problems = model.problems.filter(({ code }) => code === "SL3411")
      if (problems.length > 0) return { ...nothingToJudge(""), problems }
      return proveModel(model, plan === undefined ? partOf(requirements, models, index) : requirements)
    }),
  ])
}
