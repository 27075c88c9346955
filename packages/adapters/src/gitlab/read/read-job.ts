import type { Problem } from "@shipline/core"
import { problem } from "./problems.js"
import { readNeeds } from "./read-needs.js"
import { readPolicy } from "./read-policy.js"
import { readRules, readVariables, readWhen } from "./read-rules.js"
import { booleanOf, get, itemsOf, type Table, type Tree, textOf, textsOf } from "./tree.js"
import type { Job, JobEnvironment, Line } from "./types.js"

const linesOf = (tree: Tree | undefined): readonly Line[] =>
  itemsOf(tree).flatMap((one) => {
    const text = textOf(one)
    return text === undefined ? [] : [{ text, place: one.place }]
  })

const environmentOf = (tree: Tree | undefined): JobEnvironment | undefined => {
  const name = textOf(tree) ?? textOf(get(tree, "name"))
  if (tree === undefined || name === undefined) return undefined
  return { name, action: textOf(get(tree, "action")) ?? "start", place: tree.place }
}

const allowFailureOf = (tree: Tree | undefined, isManual: boolean): Job["allowFailure"] =>
  tree === undefined ? isManual : tree.kind === "table" ? "codes" : (booleanOf(tree) ?? true)

/** What a key has in a job that does not say it: `default`, unless the job inherits nothing of it. */
const inherited = (job: Tree, defaults: Tree | undefined) => {
  const inherit = get(get(job, "inherit"), "default")
  const isFrom = (key: string): boolean =>
    inherit === undefined || (inherit.kind === "list" ? textsOf(inherit).includes(key) : booleanOf(inherit) !== false)
  return (key: string): Tree | undefined => get(job, key) ?? (isFrom(key) ? get(defaults, key) : undefined)
}

/** The variables by which the parts of a job differ. */
const variedBy = (tree: Tree | undefined): Job["varied"] => {
  const varied = new Map<string, readonly string[] | undefined>()
  for (const part of itemsOf(get(tree, "matrix")))
    if (part.kind === "table")
      for (const [name, values] of part.entries) {
        const texts = itemsOf(values).map(textOf)
        const known = varied.has(name) ? varied.get(name) : []
        const all = [...(known ?? []), ...texts.flatMap((text) => text ?? [])]
        varied.set(name, known === undefined || texts.includes(undefined) ? undefined : all)
      }
  return varied
}

/** A job with the defaults of the file. */
export const readJob = (
  name: string,
  tree: Table,
  defaults: Tree | undefined,
  problems: Problem[],
): Omit<Job, "presence"> => {
  const own = (key: string): Tree | undefined => get(tree, key)
  const any = inherited(tree, defaults)
  const path = name
  const when = readWhen(own("when"), path, problems) ?? "on_success"
  const needs = own("needs")
  const rules = readRules(own("rules"), path, problems)
  const run = own("run")
  if (run !== undefined)
    problems.push(problem("SL3427", { path, at: run.place }, `'${name}'`, "has run steps, which are not read yet"))
  return {
    name,
    place: tree.place,
    stage: textOf(own("stage")) ?? "test",
    when,
    allowFailure: allowFailureOf(own("allow_failure"), when === "manual"),
    rules,
    only: readPolicy(own("only"), path, problems),
    except: readPolicy(own("except"), path, problems),
    needs: needs === undefined ? undefined : readNeeds(needs, path, problems),
    environment: environmentOf(own("environment")),
    before: linesOf(any("before_script")),
    script: linesOf(own("script")),
    variables: readVariables(own("variables")),
    varied: variedBy(own("parallel")),
    inheritsVariables: get(get(tree, "inherit"), "variables") === undefined,
    interruptible: booleanOf(any("interruptible")) ?? false,
    resourceGroup: textOf(own("resource_group")),
    triggers: own("trigger") !== undefined,
    dotenv: get(get(own("artifacts"), "reports"), "dotenv") !== undefined,
  }
}
