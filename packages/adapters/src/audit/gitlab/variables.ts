import { get, itemsOf, type Tree, textOf } from "../../gitlab/read/tree.js"
import { anything, type Pattern, together } from "../pattern.js"
import type { Variables } from "../shell/word.js"
import { below, entriesOf } from "../tree.js"

/** What a variable or an input may hold, as far as the files say it; undefined where they do not. */
export type Values = (name: string) => readonly Pattern[] | undefined

const reference = /\$\[\[\s*inputs\.([\w-]+)[^\]]*\]\]|\$\{(\w+)\}|\$(\w+)/g

/**
 * Every text that a text with variables may become. Whoever starts a pipeline may set any variable, whatever the file
 * says: what the file says is one of the values, and anything is another.
 */
export const mayBecome = (text: string, values: Values, inputs: Values, depth = 0): readonly Pattern[] => {
  const parts: (readonly Pattern[])[] = []
  let at = 0
  for (const found of text.matchAll(reference)) {
    const [whole, input, braced, plain] = found
    parts.push([[text.slice(at, found.index)]])
    parts.push(
      input === undefined
        ? [...(depth > 4 ? [] : (values(braced ?? plain ?? "") ?? [])), anything]
        : (inputs(input) ?? [anything]),
    )
    at = found.index + whole.length
  }
  return together([...parts, [[text.slice(at)]]])
}

const saidOf = (tree: Tree): string | undefined => textOf(tree.kind === "table" ? get(tree, "value") : tree)

/** The values of variables, those of the matrix of a job first. */
export const valuesIn = (levels: readonly (Tree | undefined)[], job: Tree): Values => {
  const matrix = itemsOf(below(job, "parallel", "matrix"))
  return (name) => {
    const axis = matrix.flatMap((one) => itemsOf(get(one, name))).flatMap((one) => textOf(one) ?? [])
    const said = levels.flatMap((level) => {
      const value = entriesOf(level).find(([key]) => key === name)?.[1]
      const text = value === undefined ? undefined : saidOf(value)
      return text === undefined ? [] : [text]
    })
    const all = [...axis, ...said].filter((text) => !text.includes("$"))
    return all.length === 0 ? undefined : all.map((text) => [text])
  }
}

/** The variables that a script sees, those of the job last. */
export const variablesOf = (levels: readonly (Tree | undefined)[]): Variables =>
  new Map(
    levels.flatMap((level) =>
      entriesOf(level).flatMap(([name, value]) => {
        const text = saidOf(value)
        return text === undefined || text.includes("$") ? [] : [[name, text] as const]
      }),
    ),
  )

/** The variables that a text mentions, by every way in which a script can. */
export const mentionedIn = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{?([A-Za-z_]\w*)|%([A-Za-z_]\w*)%|\bprintenv\s+([A-Za-z_]\w*)|\benv:([A-Za-z_]\w*)/g)].map(
    ([, dollar, percent, printed, powershell]) => dollar ?? percent ?? printed ?? powershell ?? "",
  )
