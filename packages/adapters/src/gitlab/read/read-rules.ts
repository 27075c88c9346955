import type { Problem } from "@shipline/core"
import { type Condition, parseCondition } from "./condition.js"
import { problem } from "./problems.js"
import { readNeeds } from "./read-needs.js"
import { shown } from "./template.js"
import { booleanOf, get, itemsOf, type Tree, textOf, textsOf } from "./tree.js"
import type { Rule, When } from "./types.js"

/** Variables with their values as text; those that are no text hold nothing that a rule compares. */
export const readVariables = (tree: Tree | undefined): ReadonlyMap<string, string> => {
  if (tree?.kind !== "table") return new Map()
  return new Map(
    [...tree.entries].flatMap(([name, value]): [string, string][] => {
      const text = textOf(value) ?? textOf(get(value, "value"))
      return text === undefined ? [] : [[name, text]]
    }),
  )
}

const whens = ["on_success", "on_failure", "always", "manual", "delayed", "never"] as const satisfies readonly When[]

export const readWhen = (tree: Tree | undefined, path: string, problems: Problem[]): When | undefined => {
  if (tree === undefined) return undefined
  const found = whens.find((one) => one === textOf(tree))
  if (found === undefined)
    problems.push(problem("SL3427", { path, at: tree.place }, `'${path}'`, `has a when that GitLab does not know`))
  return found
}

export const readCondition = (tree: Tree, path: string, problems: Problem[]): Condition | undefined => {
  const text = textOf(tree)
  const parsed = text === undefined ? undefined : parseCondition(text)
  if (parsed?.ok) return parsed.condition
  const why = parsed === undefined ? "is no text" : parsed.why
  problems.push(problem("SL3424", { path, at: tree.place }, shown(text ?? ""), why))
  return undefined
}

const filesOf = (tree: Tree): Pick<Rule, "asksFiles"> => {
  const asked = (["changes", "exists"] as const).flatMap((kind) => {
    const files = get(tree, kind)
    if (files === undefined) return []
    const always = get(files, "compare_to") !== undefined
    return [{ kind, paths: textsOf(get(files, "paths") ?? files).join(" "), always }]
  })
  return asked.length === 0 ? {} : { asksFiles: asked }
}

const ruleOf = (tree: Tree, path: string, problems: Problem[]): Rule => {
  const condition = get(tree, "if")
  const parsed = condition === undefined ? undefined : readCondition(condition, path, problems)
  const when = readWhen(get(tree, "when"), path, problems)
  const allowFailure = get(tree, "allow_failure")
  const allowed = booleanOf(allowFailure) ?? (allowFailure === undefined ? undefined : true)
  const needs = get(tree, "needs")
  return {
    place: tree.place,
    ...(parsed === undefined ? {} : { if: parsed }),
    ...filesOf(tree),
    ...(when === undefined ? {} : { when }),
    ...(allowed === undefined ? {} : { allowFailure: allowed }),
    ...(needs === undefined ? {} : { needs: readNeeds(needs, path, problems) }),
    interruptible: booleanOf(get(tree, "interruptible")) ?? false,
    variables: readVariables(get(tree, "variables")),
  }
}

/** The rules in order; undefined where there are none. */
export const readRules = (tree: Tree | undefined, path: string, problems: Problem[]): readonly Rule[] | undefined =>
  tree === undefined ? undefined : itemsOf(tree).map((one) => ruleOf(one, path, problems))
