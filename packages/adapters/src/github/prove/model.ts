import type { Diagram } from "../../prove/diagrams.js"
import { makeDiagrams } from "../../prove/diagrams.js"
import type { Model, ModelJob } from "../../prove/model.js"
import { proofProblem } from "../../prove/problems.js"
import { noScripts } from "../../prove/program.js"
import type { Requirements } from "../../prove/requirements.js"
import { at } from "../../yaml/look.js"
import type { YamlNode } from "../../yaml/node.js"
import { assumptionsOf } from "./assumptions.js"
import { type Called, calledAmong } from "./calls.js"
import { conditionOf, ofJobNames, ofJobs, parseExpression, template } from "./condition.js"
import { contextOf } from "./context.js"
import { environmentName } from "./environment-name.js"
import type { Expr } from "./github-expressions.js"
import { type Conditions, jobsOf } from "./jobs.js"
import type { LaneStart } from "./lanes.js"
import { conditionsOfChecks } from "./left-out.js"
import { rules } from "./rules/index.js"
import { usagesOf } from "./usages.js"
import type { FileJob, WorkflowFile } from "./workflow-file.js"

const parsed = (node: YamlNode | undefined): readonly Expr[] => {
  if (node?.kind !== "scalar" || node.value === null) return []
  const read = template(String(node.value))
  if (!("expression" in read)) return []
  const expression = parseExpression(read.expression, ofJobNames)
  return "refused" in expression ? [] : [expression]
}

/** Whether the name of a job's environment is one of those that matter, as comparisons: so that it may be each of them. */
const namings = (job: FileJob, names: readonly string[]): readonly Expr[] => {
  const node = environmentName(job)
  const read = node?.kind === "scalar" ? template(String(node.value)) : { text: "" }
  if (!("expression" in read)) return []
  return names.flatMap((name) => {
    const compared = parseExpression(`(${read.expression}) == '${name.replaceAll("'", "''")}'`, ofJobNames)
    return "refused" in compared ? [] : [compared]
  })
}

/** All expressions of a file by which runs differ. */
const expressionsOf = (
  file: WorkflowFile,
  conditions: Conditions,
  starts: readonly LaneStart[],
  chosen: boolean,
  names: readonly string[],
  scripts: readonly string[],
): readonly Expr[] => {
  const asked = [
    ...starts.flatMap(({ chosen: lane }) => (lane === undefined ? [] : [`inputs.lane == '${lane}'`])),
    ...(chosen ? ["inputs.environment == ''"] : []),
  ]
  return [
    ...file.jobs.flatMap((job) => {
      const condition = conditions.get(job)
      return [
        ...(condition === undefined || "refused" in condition ? [] : [condition.expression]),
        ...namings(job, names),
        ...conditionsOfChecks(job, scripts).map(({ expression }) => expression),
        ...parsed(at(job.node, "concurrency", "cancel-in-progress")),
      ]
    }),
    ...parsed(at(file.node, "concurrency", "cancel-in-progress")),
    ...asked.flatMap((text) => {
      const expression = parseExpression(text, ofJobs)
      return "refused" in expression ? [] : [expression]
    }),
  ]
}

/** The condition of each job. Many jobs have the same, which is then read once. */
const conditionsOf = (file: WorkflowFile): Conditions => {
  const known = new Map<unknown, ReturnType<typeof conditionOf>>()
  return new Map(
    file.jobs.map((job) => {
      const node = job.condition?.value
      const text = node?.kind === "scalar" ? node.value : undefined
      const found = known.get(text) ?? conditionOf(node, ofJobs)
      if (node?.kind === "scalar") known.set(text, found)
      return [job, found]
    }),
  )
}

/** What GitHub makes of a workflow file: every run that can be, by GitHub's own rules. */
export const modelOf = (
  file: WorkflowFile,
  requirements: Requirements,
  starts: readonly LaneStart[],
  called: Called = calledAmong([]),
): Model => {
  const diagrams = makeDiagrams()
  const { and, or, yes } = diagrams
  const targets = requirements.environments.filter(({ ways }) => ways.some(({ chosen }) => chosen !== undefined))
  const conditions = conditionsOf(file)
  const words = requirements.environments.map(({ environment }) => environment)
  const scripts = requirements.program ?? noScripts
  const usages = usagesOf([...new Set(expressionsOf(file, conditions, starts, targets.length > 0, words, scripts))])
  const context = contextOf(file, usages, requirements, diagrams, words)
  const { jobs, refused } = jobsOf(file, conditions, context, usages, requirements, diagrams, called)

  const begins = new Map<string, { readonly name: string; readonly when: Diagram }[]>()
  for (const { lane, event, chosen } of starts) {
    const when = and(context.on(event), chosen === undefined ? yes : context.given("lane", chosen))
    begins.set(lane, [...(begins.get(lane) ?? []), { name: event, when }])
  }
  const lanes = new Map([...begins].map(([lane, all]) => [lane, or(...all.map(({ when }) => when))]))
  const applied = rules.filter(({ everywhere }) => everywhere || requirements.program !== undefined)
  const gates = new Set(
    requirements.environments.flatMap(({ ways }) => ways.flatMap((way) => way.gates.map((gate) => gate.job))),
  )
  const ids = new Set(file.jobs.map(({ id }) => id))
  // A gate that stands in a workflow which a job calls has passed where that job has.
  const inside = [...gates].flatMap((id): readonly ModelJob[] => {
    const callers = ids.has(id) ? [] : jobs.filter(({ file: of }) => called(of)?.jobs.has(id)).map(({ job }) => job)
    const [first] = callers
    if (first === undefined) return []
    const passed = and(...callers.map((one) => one.passed))
    const needs = callers.map((one) => one.id)
    return [{ ...first, id, name: `${first.name} / ${id}`, touches: [], needs, passed }]
  })
  const made = jobs.map(({ job, file: of, reading }) => ({ job, file: of, reading }))
  const scope = { file, jobs: made, requirements, diagrams, possible: context.possible }
  const problems = [
    ...refused.map(({ job, message }) =>
      proofProblem(
        "SL3411",
        { path: `jobs.${job.id}`, at: job.place },
        `the condition of '${job.id}' is no expression: ${message}`,
      ),
    ),
    ...jobs
      .filter(({ file: of, job }) => of.uses !== undefined && job.touches.length === 0 && called(of) === undefined)
      .map(({ file: { id, place, uses = "" } }) =>
        proofProblem(
          "SL3410",
          { path: `jobs.${id}`, at: place },
          `'${id}'`,
          `it calls ${uses}, which is not among the files and may deploy`,
        ),
      ),
  ]
  return {
    platform: "github",
    diagrams,
    choices: context.choices,
    possible: context.possible,
    lanes,
    begins,
    chosen: new Map(targets.map(({ environment }) => [environment, context.given("environment", environment)])),
    home: context.home,
    jobs: [...jobs.map(({ job }) => job), ...inside],
    rules: applied.map(({ name }) => name),
    findings: applied.flatMap((rule) => rule.check(scope).map((finding) => ({ ...finding, rule: rule.name }))),
    problems,
    isWhole: problems.length === 0,
    assumptions: assumptionsOf(file, requirements),
  }
}
