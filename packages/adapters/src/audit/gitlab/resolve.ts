import { deepMerge, get, itemsOf, type Tree, table, textOf } from "../../gitlab/read/tree.js"
import { entriesOf } from "../tree.js"

const deepest = 11

/** A job with what it extends. */
export const extended = (whole: Tree, job: Tree, depth = 0): Tree => {
  const parents = itemsOf(get(job, "extends")).flatMap((one) => textOf(one) ?? [])
  if (parents.length === 0 || depth >= deepest) return job
  const below = parents
    .map((name) => entriesOf(whole).find(([key]) => key === name)?.[1])
    .filter((parent) => parent !== undefined)
    .map((parent) => extended(whole, parent, depth + 1))
    .reduce<Tree>(deepMerge, table(new Map(), job.place))
  return deepMerge(below, job)
}

/** The leaves of a list, `!reference` followed. */
const leaves = (whole: Tree, tree: Tree | undefined, depth = 0): readonly Tree[] => {
  if (tree === undefined || depth > deepest) return []
  if (tree.kind !== "list") return [tree]
  if (tree.isReference !== true) return tree.items.flatMap((item) => leaves(whole, item, depth + 1))
  const [name, ...keys] = tree.items.flatMap((item) => textOf(item) ?? [])
  const job = entriesOf(whole).find(([key]) => key === name)?.[1]
  const target = keys.reduce<Tree | undefined>((at, key) => get(at, key), job && extended(whole, job))
  return leaves(whole, target, depth + 1)
}

/** The scripts of a job in the order in which they run, those that it has from the defaults too. */
export const scriptLeaves = (whole: Tree, job: Tree): readonly (readonly Tree[])[] => {
  const fallback = (key: string): Tree | undefined => get(get(whole, "default"), key) ?? get(whole, key)
  const own = (key: string): Tree | undefined => get(job, key) ?? fallback(key)
  return [
    [...leaves(whole, own("before_script")), ...leaves(whole, get(job, "script"))],
    leaves(whole, own("after_script")),
    leaves(whole, get(get(job, "hooks"), "pre_get_sources_script")),
  ]
}
