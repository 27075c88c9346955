import type { Problem } from "@shipline/core"
import { readCondition } from "./read-rules.js"
import { get, itemsOf, type Tree, textsOf } from "./tree.js"
import type { Policy } from "./types.js"

/** `only` or `except`, as a list of references or as a table of keys. */
export const readPolicy = (tree: Tree | undefined, path: string, problems: Problem[]): Policy | undefined => {
  if (tree === undefined) return undefined
  if (tree.kind !== "table") return { place: tree.place, refs: textsOf(tree), asksMore: false }
  const refs = get(tree, "refs")
  const variables = get(tree, "variables")
  return {
    place: tree.place,
    ...(refs === undefined ? {} : { refs: textsOf(refs) }),
    ...(variables === undefined
      ? {}
      : { variables: itemsOf(variables).flatMap((one) => readCondition(one, path, problems) ?? []) }),
    asksMore: [...tree.entries.keys()].some((key) => key !== "refs" && key !== "variables"),
  }
}
