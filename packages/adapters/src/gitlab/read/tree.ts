import type { Place } from "@shipline/core/plan"
import type { YamlNode } from "../../yaml/node.js"

/** A value of a GitLab file, with the place that people look at: that of its key, or its own in a list. */
export type Tree = Leaf | List | Table

export interface Leaf {
  readonly kind: "leaf"
  readonly value: string | number | boolean | null
  readonly place: Place
}

export interface List {
  readonly kind: "list"
  readonly items: readonly Tree[]
  readonly place: Place
  /** It is a `!reference`, and its items are the path. */
  readonly isReference?: true
}

export interface Table {
  readonly kind: "table"
  readonly entries: ReadonlyMap<string, Tree>
  readonly place: Place
}

export const table = (entries: ReadonlyMap<string, Tree>, place: Place): Table => ({ kind: "table", entries, place })

/** Merges what stands under `<<`, in order as GitLab's reader does: what is written later wins. */
const merged = (into: Map<string, Tree>, tree: Tree): void => {
  if (tree.kind === "table") for (const [key, value] of tree.entries) into.set(key, value)
  if (tree.kind === "list") for (const one of [...tree.items].reverse()) merged(into, one)
}

/** What stands in a file, as tables in which keys are found. */
export const treeOf = (node: YamlNode, file: string, place?: Place): Tree => {
  const own: Place = place ?? { file, ...node.place }
  if (node.kind === "scalar") return { kind: "leaf", value: node.value, place: own }
  if (node.kind === "list") {
    const items = node.items.map((item) => treeOf(item, file))
    return { kind: "list", items, place: own, ...(node.tag === "!reference" ? { isReference: true } : {}) }
  }
  const entries = new Map<string, Tree>()
  for (const { key, value, place: at } of node.entries) {
    const tree = treeOf(value, file, { file, ...at })
    if (key === "<<") merged(entries, tree)
    else entries.set(key, tree)
  }
  return table(entries, own)
}

/** Tables grow together, whatever else is replaced by the later one. */
export const deepMerge = (under: Tree, over: Tree): Tree => {
  if (under.kind !== "table" || over.kind !== "table") return over
  const entries = new Map(under.entries)
  for (const [key, value] of over.entries) {
    const below = entries.get(key)
    entries.set(key, below === undefined ? value : deepMerge(below, value))
  }
  return table(entries, over.place)
}

export const get = (tree: Tree | undefined, key: string): Tree | undefined => {
  const value = tree?.kind === "table" ? tree.entries.get(key) : undefined
  return value?.kind === "leaf" && value.value === null ? undefined : value
}

/** The text of a leaf, also of a number or a boolean. */
export const textOf = (tree: Tree | undefined): string | undefined =>
  tree?.kind === "leaf" && tree.value !== null ? String(tree.value) : undefined

/** YAML 1.1, which GitLab reads, has more words for true and false. */
export const booleanOf = (tree: Tree | undefined): boolean | undefined => {
  const text = textOf(tree)?.toLowerCase()
  if (text === "true" || text === "yes" || text === "on") return true
  return text === "false" || text === "no" || text === "off" ? false : undefined
}

/** One value or a list of them, lists in lists flattened. */
export const itemsOf = (tree: Tree | undefined): readonly Tree[] => {
  if (tree === undefined) return []
  return tree.kind === "list" ? tree.items.flatMap(itemsOf) : [tree]
}

export const textsOf = (tree: Tree | undefined): readonly string[] => itemsOf(tree).flatMap((one) => textOf(one) ?? [])
