import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from "./node.js"

/** The entry of a mapping by its key; undefined in whatever else. */
export const entryOf = (node: YamlNode | undefined, key: string): YamlEntry | undefined => {
  if (node?.kind !== "map") return undefined
  for (const entry of node.entries) if (entry.key === key) return entry
  return undefined
}

/** What lies at a path of keys. */
export const at = (node: YamlNode | undefined, ...path: readonly string[]): YamlNode | undefined => {
  let inner = node
  for (const key of path) inner = entryOf(inner, key)?.value
  return inner
}

export const entriesOf = (node: YamlNode | undefined): readonly YamlEntry[] =>
  node?.kind === "map" ? node.entries : []

/** The items of a list; a single value is a list of itself, nothing is an empty one. */
export const itemsOf = (node: YamlNode | undefined): readonly YamlNode[] => {
  if (node === undefined || (node.kind === "scalar" && node.value === null)) return []
  return node.kind === "list" ? node.items : [node]
}

export const isMap = (node: YamlNode | undefined): node is YamlMap => node?.kind === "map"

export const isScalar = (node: YamlNode | undefined): node is YamlScalar => node?.kind === "scalar"

/** A scalar as text, undefined for whatever is none. Nothing is no text either. */
export const textAt = (node: YamlNode | undefined, ...path: readonly string[]): string | undefined => {
  const found = at(node, ...path)
  return found?.kind === "scalar" && found.value !== null ? String(found.value) : undefined
}

/** Every scalar below a node, with the node itself. */
export const scalarsOf = (node: YamlNode | undefined): readonly YamlScalar[] => {
  if (node === undefined) return []
  if (node.kind === "scalar") return [node]
  return node.kind === "list" ? node.items.flatMap(scalarsOf) : node.entries.flatMap(({ value }) => scalarsOf(value))
}
