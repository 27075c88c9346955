import { type Document, isMap, isSeq } from "yaml"
import { add, at, changeText, type Path, remove as removeIn, set as setIn, withNeed } from "../edit.js"

/** The files of a pipeline, parsed: what it declares as inputs, its jobs, and the root file that includes it. */
export interface GitlabDocuments {
  readonly inputs: Document
  readonly jobs: Document
  readonly rootInputs: Document
  readonly root: Document
}

// Everything that a mutation does to GitLab's files. Each fails where there is nothing to change.
export const set = ({ jobs }: GitlabDocuments, path: Path, value: unknown): void => setIn(jobs, path, value)

export const remove = ({ jobs }: GitlabDocuments, path: Path): void => removeIn(jobs, path)

export const get = ({ jobs }: GitlabDocuments, path: Path): unknown => at(jobs, path)

const jsonOf = (document: Document, path: Path): unknown => {
  const value = at(document, path)
  return isSeq(value) || isMap(value) ? value.toJSON() : value
}

export const needsOf = ({ jobs }: GitlabDocuments, job: string): readonly string[] =>
  jsonOf(jobs, [job, "needs"]) as readonly string[] // a list of names, as Shipline writes it

export const dropNeed = (files: GitlabDocuments, job: string, need: string): void =>
  set(files, [job, "needs"], withNeed(needsOf(files, job), need))

/** The need for one job is written as a mapping with something more. */
export const changeNeed = (files: GitlabDocuments, job: string, need: string, more: object): void =>
  set(files, [job, "needs"], withNeed(needsOf(files, job), need, { job: need, ...more }))

const ruleCount = ({ jobs }: GitlabDocuments, job: string): number => {
  const rules = at(jobs, [job, "rules"])
  return isSeq(rules) ? rules.items.length : 0
}

/** Does something to each rule of a job. */
export const eachRule = (files: GitlabDocuments, job: string, change: (path: Path) => void): void => {
  for (let index = 0; index < ruleCount(files, job); index++) change([job, "rules", index])
}

/** Sets a key of each rule of a job. */
export const setInRules = (files: GitlabDocuments, job: string, key: string, value: unknown): void =>
  eachRule(files, job, (path) => set(files, [...path, key], value))

/** What the conditions of a job's rules become. At least one must change. */
export const changeConditions = (files: GitlabDocuments, job: string, change: (condition: string) => string): void => {
  let changed = false
  eachRule(files, job, (path) => {
    const old = String(at(files.jobs, [...path, "if"]))
    const made = change(old)
    changed ||= made !== old
    files.jobs.setIn([...path, "if"], made)
  })
  if (!changed) throw new Error(`the rules of ${job} are as before`)
}

/** Keeps the rules of a job whose condition is wanted. At least one must go. */
export const keepRules = (files: GitlabDocuments, job: string, isKept: (condition: string) => boolean): void => {
  const rules = jsonOf(files.jobs, [job, "rules"]) as readonly { readonly if: string }[] // as Shipline writes them
  const kept = rules.filter((rule) => isKept(rule.if))
  if (kept.length === rules.length) throw new Error(`the rules of ${job} are as before`)
  set(files, [job, "rules"], kept)
}

/** The place of an item of a script, by the words of the comment with which it begins. */
export const itemIndex = ({ jobs }: GitlabDocuments, job: string, title: string): number => {
  const script = jsonOf(jobs, [job, "script"]) as readonly string[] // a list of texts, as Shipline writes it
  const index = script.findIndex((item) => item.startsWith(`# ${title}`))
  if (index === -1) throw new Error(`${job} has no part ${title}`)
  return index
}

export const changeScript = (
  files: GitlabDocuments,
  job: string,
  title: string,
  change: (script: string) => string,
): void => changeText(files.jobs, [job, "script", itemIndex(files, job, title)], change)

export const addJob = ({ jobs }: GitlabDocuments, key: string, job: object): void => add(jobs, [key], job)
