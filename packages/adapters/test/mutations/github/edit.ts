import { type Document, isSeq } from "yaml"
import { add, at, changeText, remove, set, withNeed } from "../edit.js"

// Everything that a mutation does to a workflow. Each fails where there is nothing to change.
export { remove, set } from "../edit.js"

export const condition = (document: Document, job: string): string => String(at(document, ["jobs", job, "if"]))

export const setCondition = (document: Document, job: string, text: string): void => {
  at(document, ["jobs", job])
  document.setIn(["jobs", job, "if"], text)
}

export const replaceInCondition = (document: Document, job: string, from: string, to: string): void => {
  const old = condition(document, job)
  if (!old.includes(from)) throw new Error(`the condition of ${job} does not hold ${from}: ${old}`)
  setCondition(
    document,
    job,
    old.replace(from, () => to),
  )
}

const needsOf = (document: Document, job: string): readonly string[] => {
  const needs = document.getIn(["jobs", job, "needs"])
  if (needs === undefined) return []
  if (!isSeq(needs)) throw new Error(`the needs of ${job} are no list`)
  return needs.toJSON().map(String)
}

export const setNeeds = (document: Document, job: string, needs: readonly string[]): void => {
  if (needs.length === 0) document.deleteIn(["jobs", job, "needs"])
  else document.setIn(["jobs", job, "needs"], document.createNode(needs))
}

export const dropNeed = (document: Document, job: string, need: string): void =>
  setNeeds(document, job, withNeed<string>(needsOf(document, job), need))

export const addNeed = (document: Document, job: string, need: string): void =>
  setNeeds(document, job, [...needsOf(document, job), need])

/** The place of a step in its job, by its name or the beginning of it. */
export const stepIndex = (document: Document, job: string, name: string): number => {
  const steps = at(document, ["jobs", job, "steps"])
  // The judges have checked the shape of what golden files hold.
  const index = isSeq(steps)
    ? (steps.toJSON() as readonly { readonly name?: string }[]).findIndex(
        (step) => step.name?.startsWith(name) === true,
      )
    : -1
  if (index === -1) throw new Error(`${job} has no step ${name}`)
  return index
}

export const setInStep = (document: Document, job: string, step: string, key: string, value: unknown): void =>
  set(document, ["jobs", job, "steps", stepIndex(document, job, step), key], value)

export const removeStep = (document: Document, job: string, step: string): void =>
  remove(document, ["jobs", job, "steps", stepIndex(document, job, step)])

/** What the `run` of a step becomes. */
export const changeScript = (document: Document, job: string, step: string, change: (script: string) => string): void =>
  changeText(document, ["jobs", job, "steps", stepIndex(document, job, step), "run"], change)

export const addJob = (document: Document, id: string, job: object): void => add(document, ["jobs", id], job)
