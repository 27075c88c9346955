import type { Problem } from "@shipline/core"
import { problem } from "./problems.js"
import { deepMerge, get, type Table, type Tree, table, textsOf } from "./tree.js"

const deepestReference = 10
const deepestExtends = 11

/** Puts what `!reference` names into its place. */
const referenced = (root: Table, problems: Problem[]) => {
  const resolve = (tree: Tree, path: string, depth: number): Tree => {
    if (tree.kind === "leaf") return tree
    if (tree.kind === "table") {
      const entries = [...tree.entries].map(([key, value]): [string, Tree] => [key, resolve(value, path, depth)])
      return table(new Map(entries), tree.place)
    }
    if (tree.isReference !== true) return { ...tree, items: tree.items.map((item) => resolve(item, path, depth)) }
    const keys = textsOf({ kind: "list", items: tree.items, place: tree.place })
    const target = keys.reduce<Tree | undefined>((from, key) => get(from, key), root)
    if (target !== undefined && depth < deepestReference) return resolve(target, path, depth + 1)
    const why = target === undefined ? "which is not there" : "which goes too deep"
    problems.push(problem("SL3422", { path, at: tree.place }, path, `refers to ${keys.join(".")}, ${why}`))
    return { kind: "leaf", value: null, place: tree.place }
  }
  return (tree: Tree, path: string): Tree => resolve(tree, path, 0)
}

/** The jobs with everything that they refer to and extend, hidden ones included. */
export const resolved = (root: Table): { readonly tree: Table; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const reference = referenced(root, problems)
  const plain = new Map([...root.entries].map(([name, tree]): [string, Tree] => [name, reference(tree, name)]))
  const done = new Map<string, Tree>()

  const extended = (name: string, open: readonly string[]): Tree | undefined => {
    const tree = plain.get(name)
    const known = done.get(name)
    if (tree === undefined || known !== undefined) return known
    const parents = textsOf(get(tree, "extends"))
    const below = parents.flatMap((parent): readonly Tree[] => {
      const wrong = (why: string): readonly Tree[] => {
        problems.push(
          problem("SL3422", { path: name, at: get(tree, "extends")?.place }, name, `extends '${parent}', ${why}`),
        )
        return []
      }
      if (!plain.has(parent)) return wrong("which is not there")
      if (open.includes(parent) || parent === name) return wrong("which extends it in turn")
      if (open.length >= deepestExtends) return wrong("which goes too deep")
      const found = extended(parent, [...open, name])
      return found === undefined ? [] : [found]
    })
    const whole = [...below, tree].reduce(deepMerge)
    const own = whole.kind === "table" ? table(whole.entries, tree.place) : whole
    done.set(name, own)
    return own
  }

  const entries = [...plain.keys()].map((name): [string, Tree] => [
    name,
    extended(name, []) ?? table(new Map(), root.place),
  ])
  return { tree: table(new Map(entries), root.place), problems }
}
