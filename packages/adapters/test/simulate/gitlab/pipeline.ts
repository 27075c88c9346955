import { configuration, deepMerge, type Files } from "./configuration.js"
import { type Inputs, Refused } from "./interpolate.js"
import { ruleHolds, type Variables } from "./rule-condition.js"

/** How a pipeline is started. `changes`: whether the paths that a rule names have changed; only a push can tell. */
export interface Start {
  readonly source: string
  readonly inputs: Inputs
  readonly variables: Variables
  readonly changes: boolean
}

export type When = "on_success" | "on_failure" | "always" | "manual" | "delayed"

/** A job of a pipeline that exists. */
export interface PipelineJob {
  readonly name: string
  readonly stage: number
  /** Absent: it waits for all jobs of earlier stages. */
  readonly needs?: readonly string[]
  readonly when: When
  readonly allowFailure: boolean
  readonly environment?: { readonly name: string; readonly deploys: boolean }
  readonly raw: { readonly [key: string]: unknown }
}

export type Pipeline = ReadonlyMap<string, PipelineJob>

type Data = { readonly [key: string]: unknown }
const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value)

// The keys that are no jobs. The model of the proof has such a list too; nothing is shared with it, here or elsewhere in the
// simulator, so that one mistake cannot be in both.
const globals = new Set([
  "stages",
  "workflow",
  "variables",
  "default",
  "include",
  "image",
  "services",
  "cache",
  "before_script",
  "after_script",
  "spec",
])

const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.flat(10) : value === undefined ? [] : [value]

const extended = (config: Data, job: Data, seen: readonly string[] = []): Data => {
  const bases = list(job.extends).map(String)
  const merged = bases.reduce<Data>((made, base) => {
    const found = config[base]
    if (!isData(found) || seen.includes(base)) throw new Refused(`cannot extend ${base}`)
    return deepMerge(made, extended(config, found, [...seen, base]))
  }, {})
  const { extends: _, ...own } = job
  return deepMerge(merged, own)
}

const variablesIn = (value: unknown): Variables =>
  new Map(
    Object.entries(isData(value) ? value : {}).map(([name, one]) => [
      name,
      String(isData(one) ? (one.value ?? "") : one),
    ]),
  )

interface Rule {
  readonly if?: unknown
  readonly changes?: unknown
  readonly exists?: unknown
  readonly when?: unknown
  readonly allow_failure?: unknown
  readonly needs?: unknown
}

const isPush = ({ source }: Start) => source === "push" || source === "merge_request_event"

const matches = (rule: Rule, variables: Variables, start: Start): boolean => {
  if (rule.exists !== undefined) throw new Error("cannot simulate rules:exists")
  if (rule.if !== undefined && !ruleHolds(String(rule.if), variables)) return false
  return rule.changes === undefined || !isPush(start) || start.changes
}

const firstMatch = (rules: unknown, variables: Variables, start: Start): Rule | undefined =>
  // The shape was checked by the schema; a rule is a mapping.
  (list(rules) as readonly Rule[]).find((rule) => matches(rule, variables, start))

interface Need {
  readonly job: string
  readonly optional: boolean
}

const needsOf = (value: unknown): readonly Need[] =>
  list(value).flatMap((one): readonly Need[] => {
    if (typeof one === "string") return [{ job: one, optional: false }]
    if (!isData(one) || typeof one.job !== "string" || one.pipeline !== undefined || one.project !== undefined)
      return []
    return [{ job: one.job, optional: one.optional === true }]
  })

const environmentOf = (value: unknown): PipelineJob["environment"] => {
  if (typeof value === "string") return { name: value, deploys: true }
  if (!isData(value) || typeof value.name !== "string") return undefined
  return { name: value.name, deploys: value.action === undefined || value.action === "start" }
}

interface Placed {
  readonly job: PipelineJob
  readonly needs?: readonly Need[]
}

const placed = (
  name: string,
  raw: Data,
  stages: readonly string[],
  global: Variables,
  start: Start,
  hasWorkflow: boolean,
): Placed | undefined => {
  const stage = stages.indexOf(String(raw.stage ?? "test"))
  if (stage < 0) throw new Refused(`${name} is in a stage that there is not`)
  if (raw.only !== undefined || raw.except !== undefined) throw new Error("cannot simulate only and except")
  // Without any rules, also of the workflow, a job is for branches and tags.
  if (raw.rules === undefined && !hasWorkflow && start.source === "merge_request_event") return undefined
  const variables: Variables = new Map([...global, ...variablesIn(raw.variables), ...start.variables])
  const rule = raw.rules === undefined ? {} : firstMatch(raw.rules, variables, start)
  const when = String(rule?.when ?? raw.when ?? "on_success")
  if (rule === undefined || when === "never") return undefined
  // The job's own `when: manual` lets it fail, one of a rule does not.
  const failure = rule.allow_failure ?? raw.allow_failure
  const allowFailure = failure === undefined ? raw.when === "manual" : failure === true || isData(failure)
  const own = raw.needs === undefined ? undefined : needsOf(raw.needs)
  const replaced = rule.needs === undefined ? undefined : needsOf(rule.needs)
  // An empty list of a rule leaves a job that had none in the order of the stages.
  const needs = replaced === undefined || (replaced.length === 0 && own === undefined) ? own : replaced
  const environment = environmentOf(raw.environment)
  return {
    job: {
      name,
      stage,
      when: when as When, // the schema knows no other
      allowFailure,
      raw,
      ...(environment === undefined ? {} : { environment }),
    },
    ...(needs === undefined ? {} : { needs }),
  }
}

const checkCycles = (jobs: Pipeline): void => {
  const done = new Set<string>()
  const visit = (name: string, path: readonly string[]): void => {
    if (path.includes(name)) throw new Refused("The pipeline has circular dependencies")
    if (done.has(name)) return
    for (const need of jobs.get(name)?.needs ?? []) visit(need, [...path, name])
    done.add(name)
  }
  for (const name of jobs.keys()) visit(name, [])
}

/** What files say with certain inputs: many ways to start share it. */
const known = new WeakMap<Files, Map<string, Data>>()

const configured = (files: Files, root: string, inputs: Inputs): Data => {
  const ofFiles = known.get(files) ?? new Map<string, Data>()
  known.set(files, ofFiles)
  const key = JSON.stringify([root, inputs])
  const config = ofFiles.get(key) ?? configuration(files, root, inputs)
  ofFiles.set(key, config)
  return config
}

/** The pipeline that GitLab makes, or why it makes none. */
export const createPipeline = (files: Files, start: Start, root = ".gitlab-ci.yml"): Pipeline => {
  const config = configured(files, root, start.inputs)
  const global = variablesIn(config.variables)
  const all: Variables = new Map([...global, ...start.variables])
  const hasWorkflow = isData(config.workflow) && config.workflow.rules !== undefined
  if (isData(config.workflow) && hasWorkflow) {
    const rule = firstMatch(config.workflow.rules, all, start)
    if (rule === undefined || rule.when === "never") throw new Refused("workflow:rules make no pipeline")
  }
  const named = config.stages === undefined ? ["build", "test", "deploy"] : list(config.stages).map(String)
  const stages = [".pre", ...named.filter((one) => one !== ".pre" && one !== ".post"), ".post"]
  const found = new Map<string, Placed>()
  for (const [name, raw] of Object.entries(config)) {
    if (globals.has(name) || name.startsWith(".") || !isData(raw)) continue
    const one = placed(name, extended(config, raw), stages, global, start, hasWorkflow)
    if (one !== undefined) found.set(name, one)
  }
  if (found.size === 0) throw new Refused("no job")
  const pipeline = new Map(
    [...found].map(([name, { job, needs }]): readonly [string, PipelineJob] => {
      if (needs === undefined) return [name, job]
      const there = needs.filter(({ job: need, optional }) => {
        if (!found.has(need) && !optional) throw new Refused(`'${name}' needs '${need}', which is not in the pipeline`)
        return found.has(need)
      })
      return [name, { ...job, needs: there.map((need) => need.job) }]
    }),
  )
  checkCycles(pipeline)
  return pipeline
}

/** The same, undefined where GitLab makes none. */
export const pipelineIfAny = (files: Files, start: Start): Pipeline | undefined => {
  try {
    return createPipeline(files, start)
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}
