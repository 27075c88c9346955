import type { Problem } from "@shipline/core"
import type { Diagram } from "../../prove/diagrams.js"
import { type Condition, variablesOf } from "../read/condition.js"
import type { Presence } from "../read/load.js"
import { problem } from "../read/problems.js"
import type { GitlabFile, Job, Need, Rule, When } from "../read/types.js"
import type { Context } from "./context.js"
import { type Evaluator, evaluator, type Scope } from "./evaluate.js"
import { policies } from "./policy.js"
import type { Guarded } from "./value.js"

/** How a job is in the pipelines in which one of its rules matches first. */
export interface Variant {
  readonly when: Diagram
  readonly start: Exclude<When, "never">
  readonly allowFailure: boolean | "codes"
  /** The jobs that it waits for; undefined where it waits for all earlier stages. */
  readonly needs: readonly Need[] | undefined
}

export interface Created {
  readonly job: Job
  readonly variants: readonly Variant[]
  /** The pipelines that it is in. */
  readonly exists: Diagram
}

export interface Creation {
  readonly jobs: ReadonlyMap<string, Created>
  /** The pipelines that are made. */
  readonly possible: Diagram
  readonly problems: readonly Problem[]
}

const mostNeeds = 50

/** Which pipelines GitLab makes of a file, and which jobs are in them. */
export const create = (file: GitlabFile, context: Context): Creation => {
  const { diagrams } = context.choices
  const evaluate = evaluator(context)
  const policy = policies(context, evaluate)
  const problems: Problem[] = []
  const broken: Diagram[] = []

  const written = (text: string): readonly Guarded[] =>
    text.includes("$") ? [{ when: diagrams.yes, value: { fresh: text, isVague: true } }] : context.text(text)

  const filesAsked = ({ asksFiles = [] }: Rule): Diagram =>
    diagrams.and(
      ...asksFiles.map(({ kind, paths, always }) => {
        if (kind === "exists") return context.choices.ask(`${paths} exists`, `${paths} does not exist`)
        const isChanged = diagrams.not(context.choices.ask(`${paths} is unchanged`, `${paths} has changed`))
        if (always) return isChanged
        // Where nothing was pushed there is nothing to compare with: GitLab takes everything for changed.
        const compares = diagrams.and(
          context.isSource("push", "merge_request_event", "external_pull_request_event"),
          diagrams.not(context.reference.isKind("tag")),
        )
        return diagrams.or(diagrams.not(compares), isChanged)
      }),
    )

  /** The rules with the runs in which each is the first to match. */
  const matched = (
    rules: readonly Rule[],
    scope: Scope,
    holds = evaluate.holds,
  ): readonly (readonly [Rule, Diagram])[] => {
    let left: Diagram = diagrams.yes
    return rules.map((rule) => {
      const matches = diagrams.and(rule.if === undefined ? diagrams.yes : holds(rule.if, scope), filesAsked(rule))
      const here = diagrams.and(left, matches)
      left = diagrams.and(left, diagrams.not(matches))
      return [rule, here] as const
    })
  }

  const globals = (name: string): readonly (readonly Guarded[])[] => {
    const text = file.variables.get(name)
    return text === undefined ? [] : [written(text)]
  }
  const ofFile: Scope = (name) => context.variable(name, globals(name))
  const workflow = matched(file.workflow ?? [], ofFile)
  const isMade =
    file.workflow === undefined
      ? diagrams.yes
      : diagrams.or(...workflow.flatMap(([{ when }, here]) => (when === "never" ? [] : [here])))

  /** What a rule of the workflow sets, over what the file sets. */
  const ofWorkflow = (name: string): readonly (readonly Guarded[])[] => {
    const setting = workflow.filter(([rule]) => rule.variables.has(name))
    if (setting.length === 0) return globals(name)
    const others = diagrams.not(diagrams.or(...setting.map(([, here]) => here)))
    const [below = [{ when: diagrams.yes, value: null }]] = globals(name)
    return [
      [
        ...setting.flatMap(([rule, here]) =>
          written(rule.variables.get(name) ?? "").map((one) => ({ ...one, when: diagrams.and(here, one.when) })),
        ),
        ...below.map((one) => ({ ...one, when: diagrams.and(others, one.when) })),
      ],
    ]
  }

  const presences = new Map<Presence, Diagram>()
  /** Where what is included by rules is there. */
  const isPresent = (presence: Presence): Diagram => {
    const known = presences.get(presence)
    if (known !== undefined) return known
    const lists = presence.map((rules) =>
      diagrams.or(...matched(rules, ofFile).flatMap(([{ when }, here]) => (when === "never" ? [] : [here]))),
    )
    const made = diagrams.and(...lists)
    presences.set(presence, made)
    return made
  }

  const found = new Map<Condition, Diagram>()
  /** A condition is the same for all jobs that set nothing of what it reads: most of them have the same rules. */
  const holdsFor =
    ({ variables }: Job): Evaluator["holds"] =>
    (condition, scope) => {
      if (variablesOf(condition).some((name) => variables.has(name))) return evaluate.holds(condition, scope)
      const made = found.get(condition) ?? evaluate.holds(condition, scope)
      found.set(condition, made)
      return made
    }

  const variantsOf = (job: Job): readonly Variant[] => {
    const scope: Scope = (name) => {
      const own = job.variables.get(name)
      return context.variable(name, own === undefined ? ofWorkflow(name) : [written(own)])
    }
    if (job.rules !== undefined)
      return matched(job.rules, scope, holdsFor(job)).flatMap(([rule, when]): readonly Variant[] => {
        const start = rule.when ?? job.when
        if (start === "never" || when === diagrams.no) return []
        // An empty list of a rule leaves a job that had none in the order of the stages.
        const needs =
          rule.needs === undefined || (rule.needs.length === 0 && job.needs === undefined) ? job.needs : rule.needs
        return [{ when, start, allowFailure: rule.allowFailure ?? job.allowFailure, needs }]
      })
    if (job.when === "never") return []
    const only =
      job.only === undefined
        ? file.workflow === undefined
          ? policy.usual()
          : diagrams.yes
        : policy.only(job.only, scope, job.name)
    const except = job.except === undefined ? diagrams.no : policy.except(job.except, scope, job.name)
    const when = diagrams.and(only, diagrams.not(except))
    return [{ when, start: job.when, allowFailure: job.allowFailure, needs: job.needs }]
  }

  const jobs = file.jobs.map((job): Created => {
    const present = isPresent(job.presence)
    const variants = variantsOf(job).map((one) => ({ ...one, when: diagrams.and(present, one.when) }))
    return { job, variants, exists: diagrams.or(...variants.map(({ when }) => when)) }
  })
  const byName: ReadonlyMap<string, Created> = new Map(jobs.map((one) => [one.job.name, one]))

  const wrong = (job: Job, why: string, when: Diagram, at = job.place): void => {
    problems.push(problem("SL3427", { path: job.name, at }, `'${job.name}'`, why))
    broken.push(when)
  }
  for (const { job, variants, exists } of jobs) {
    const stage = file.stages.indexOf(job.stage)
    if (stage < 0) wrong(job, `is in the stage '${job.stage}', which is not declared`, diagrams.yes)
    if (job.name.length > 255) wrong(job, "has a name of more than 255 characters", diagrams.yes)
    for (const need of job.needs ?? []) {
      const other = byName.get(need.job)
      if (other === undefined && !need.optional)
        wrong(job, `needs '${need.job}', which is no job`, diagrams.yes, need.place)
      if (other !== undefined && stage >= 0 && file.stages.indexOf(other.job.stage) > stage)
        wrong(job, `needs '${need.job}', which is in a later stage`, diagrams.yes, need.place)
    }
    for (const { when, needs = [] } of variants) {
      if (needs.length > mostNeeds) wrong(job, `needs ${needs.length} jobs; GitLab takes ${mostNeeds}`, when)
      for (const { job: name, optional } of needs) {
        if (optional) continue
        // Where a needed job is absent GitLab makes no pipeline at all.
        broken.push(diagrams.and(when, diagrams.not(byName.get(name)?.exists ?? diagrams.no)))
      }
    }
    if (exists !== diagrams.no && job.triggers)
      problems.push(problem("SL3426", { path: job.name, at: job.place }, job.name))
  }

  const demanded = file.demands.map(({ text, options, presence }) =>
    diagrams.or(
      diagrams.not(isPresent(presence)),
      ...context
        .text(text)
        .flatMap(({ when, value }) =>
          (typeof value === "string" && options.includes(value)) || typeof value === "object" ? [when] : [],
        ),
    ),
  )
  const possible = diagrams.and(
    context.possible,
    ...demanded,
    isMade,
    diagrams.or(...jobs.map(({ exists }) => exists)),
    diagrams.not(diagrams.or(...broken)),
  )
  return { jobs: byName, possible, problems }
}
