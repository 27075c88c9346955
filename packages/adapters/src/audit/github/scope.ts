import { get, itemsOf, type Tree, textOf } from "../../gitlab/read/tree.js"
import { anything, exactly, type Pattern } from "../pattern.js"
import type { Variables } from "../shell/word.js"
import { below, entriesOf, withoutCase } from "../tree.js"
import { type Lookup, mayBecome } from "./expression.js"

/** A workflow as it is written. */
export interface Workflow {
  readonly file: string
  readonly source: string
  readonly root: Tree
}

/** What an input may be where only the file itself is known; callers are asked about theirs. */
const inputOf = ({ root }: Workflow, name: string): readonly Pattern[] => {
  const on = get(root, "on")
  const dispatched = withoutCase(below(on, "workflow_dispatch", "inputs"), name)
  const called = withoutCase(below(on, "workflow_call", "inputs"), name)
  const fallback = textOf(get(called, "default"))
  if (dispatched === undefined && called === undefined) return [[""]]
  return [
    // Whoever calls GitHub's API may give another value than the options of a choice.
    ...(dispatched === undefined ? [] : [textOf(get(dispatched, "type")) === "boolean" ? ["true"] : anything]),
    ...(fallback === undefined ? [] : [[fallback]]),
  ]
}

/** The values of a key of a matrix, those that are included too. */
const matrixOf = (
  job: Tree,
  [key = "", ...rest]: readonly string[],
  lookup: Lookup,
): readonly Pattern[] | undefined => {
  const matrix = below(job, "strategy", "matrix")
  if (matrix === undefined) return [[""]]
  if (matrix.kind !== "table") return undefined
  const values = withoutCase(matrix, key)
  if (values?.kind === "leaf") return undefined
  const include = get(matrix, "include")
  if (include?.kind === "leaf") return undefined
  const all = [...itemsOf(values), ...itemsOf(include).map((one) => withoutCase(one, key))]
  return all.flatMap((one): readonly Pattern[] => {
    const value = rest.reduce<Tree | undefined>(withoutCase, one)
    const text = textOf(value)
    return text === undefined ? (value === undefined ? [] : [anything]) : mayBecome(text, lookup)
  })
}

export type Inputs = (name: string) => readonly Pattern[] | undefined

/** What the look-ups of a job may give. `inputs` are those of a caller; else what the file itself says. */
export const lookupIn = (workflow: Workflow, job: Tree, inputs?: Inputs): Lookup => {
  const lookup: Lookup = ([context, ...rest]) => {
    const [key = "", event, name] = rest
    const input =
      context === "inputs" ? key : context === "github" && key === "event" && event === "inputs" ? name : undefined
    if (input !== undefined) return inputs?.(input) ?? inputOf(workflow, input)
    if (context === "matrix") return matrixOf(job, rest, lookup)
    if (context !== "env") return undefined
    const text = textOf(withoutCase(get(job, "env"), key) ?? withoutCase(get(workflow.root, "env"), key))
    return text === undefined || text.includes("env.") ? undefined : mayBecome(text, lookup)
  }
  return lookup
}

/** The variables of a script whose values the file says, those of the step last. */
export const variablesOf = (levels: readonly (Tree | undefined)[], lookup: Lookup): Variables =>
  new Map(
    levels.flatMap((level) =>
      entriesOf(level).flatMap(([name, value]) => {
        const [only, ...more] = mayBecome(textOf(value) ?? "", lookup)
        const text = only === undefined || more.length > 0 ? undefined : exactly(only)
        return text === undefined ? [] : [[name, text] as const]
      }),
    ),
  )
