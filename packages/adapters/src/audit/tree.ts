import type { Place } from "@shipline/core/plan"
import { get, type Tree, textOf } from "../gitlab/read/tree.js"
import type { Said } from "./ci-job.js"
import { type Command, unknown } from "./shell/word.js"

export const entriesOf = (tree: Tree | undefined): readonly (readonly [key: string, value: Tree])[] =>
  tree?.kind === "table" ? [...tree.entries] : []

/** Every text below a node, keys too, since a key may hold an expression. */
export const textsBelow = (tree: Tree | undefined): readonly Said[] => {
  if (tree === undefined) return []
  if (tree.kind === "leaf") {
    const text = textOf(tree)
    return text === undefined ? [] : [{ text, place: tree.place }]
  }
  if (tree.kind === "list") return tree.items.flatMap(textsBelow)
  return [...tree.entries].flatMap(([key, value]) => [{ text: key, place: value.place }, ...textsBelow(value)])
}

/** A value at the end of a path of keys. */
export const below = (tree: Tree | undefined, ...keys: readonly string[]): Tree | undefined =>
  keys.reduce<Tree | undefined>((at, key) => get(at, key), tree)

/** A value by its key, as GitHub compares keys. */
export const withoutCase = (tree: Tree | undefined, key: string): Tree | undefined =>
  entriesOf(tree).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]

/**
 * Where a line of a script is written. In a literal block that is counted; in a folded or quoted text the words
 * themselves are looked for.
 */
export const scriptPlace =
  (source: string, place: Place) =>
  (line: number, command?: Command): Place => {
    const lines = source.split(/\r\n|\r|\n/)
    const head = (lines[place.line - 1] ?? "").slice(place.column - 1)
    if (/(?:^|\s)\|[+-]?\d?[+-]?\s*(?:#.*)?$/.test(head)) {
      const at = place.line + 1 + line
      return { ...place, line: at, column: (/\S/.exec(lines[at - 1] ?? "")?.index ?? 0) + 1 }
    }
    const words = command?.words.map(({ text }) => text.split(unknown)[0] ?? "").filter((word) => word !== "") ?? []
    const [first = "", second = ""] = words
    const from = lines.slice(place.line - 1, place.line + 199)
    const has = (text: string, ...wanted: readonly string[]): boolean => wanted.every((word) => text.includes(word))
    const both = from.findIndex((text) => has(text, first, second))
    const one = first === "" ? 0 : from.findIndex((text) => has(text, first))
    const found = both >= 0 && first !== "" ? both : Math.max(0, one)
    if (found === 0) return place
    return { ...place, line: place.line + found, column: (/\S/.exec(from[found] ?? "")?.index ?? 0) + 1 }
  }
