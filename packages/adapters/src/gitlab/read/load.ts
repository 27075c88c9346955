import type { Problem } from "@shipline/core"
import type { Place } from "@shipline/core/plan"
import { readYaml } from "../../yaml/read-yaml.js"
import { globOf } from "./glob-of.js"
import { type Input, inputsOf, written } from "./inputs.js"
import { interpolate } from "./interpolate.js"
import { problem } from "./problems.js"
import { readRules } from "./read-rules.js"
import { reserved } from "./reserved.js"
import { splitHeader } from "./split-header.js"
import { holdsMarks, hole, holesOf, shown } from "./template.js"
import { deepMerge, get, itemsOf, type Table, type Tree, table, textOf, treeOf } from "./tree.js"
import type { Rule } from "./types.js"

/** Rules of includes: something is there only where each of the lists has a rule that lets it be. */
export type Presence = readonly (readonly Rule[])[]

/** An input of an included file takes only these values: with any other GitLab creates no pipeline. */
export interface Demand {
  readonly text: string
  readonly options: readonly string[]
  readonly presence: Presence
}

export interface Loaded {
  readonly tree: Table
  /** What whoever starts a pipeline may set. */
  readonly inputs: readonly Input[]
  readonly demands: readonly Demand[]
  /** What is included only by rules, by its name. */
  readonly presence: ReadonlyMap<string, Presence>
  readonly problems: readonly Problem[]
}

const keys = new Set(["local", "inputs", "rules"])

const isTable = (tree: Tree): tree is Table => tree.kind === "table"

/** Reads the root file and every file that it includes, their inputs filled in, as one table. */
export const load = (files: ReadonlyMap<string, string>, root: string): Loaded => {
  const problems: Problem[] = []
  const demands: Demand[] = []
  const presences = new Map<string, Presence>()
  let inputs: readonly Input[] = []

  const parse = (text: string, file: string): Tree | undefined => {
    if (text.trim() === "") return undefined
    const { documents, mistakes } = readYaml(text)
    for (const { message, place } of mistakes)
      problems.push(problem("SL3420", { path: file, at: { file, ...place } }, file, message))
    return documents[0] === undefined ? undefined : treeOf(documents[0], file)
  }

  const valuesOf = (
    declared: readonly Input[],
    given: ReadonlyMap<string, string> | undefined,
    at: Place,
    presence: Presence,
  ): ReadonlyMap<string, string> => {
    for (const name of given?.keys() ?? [])
      if (!declared.some((one) => one.name === name))
        problems.push(
          problem("SL3423", { path: `inputs.${name}`, at }, `'${name}'`, "is given, and not declared there"),
        )
    return new Map(
      declared.map((input): [string, string] => {
        const { name, options } = input
        if (given === undefined) return [name, options?.length === 1 ? (options[0] ?? "") : hole(name)]
        const value = given.get(name) ?? input.default
        if (value === undefined) {
          problems.push(problem("SL3423", { path: `inputs.${name}`, at }, `'${name}'`, "has no value and no default"))
          return [name, ""]
        }
        if (options !== undefined) demands.push({ text: value, options, presence })
        return [name, value]
      }),
    )
  }

  const included = (item: Tree, open: readonly string[], outer: Presence): readonly Tree[] => {
    const { place: at } = item
    const path = textOf(item) ?? textOf(get(item, "local"))
    const others = item.kind === "table" ? [...item.entries.keys()].filter((key) => !keys.has(key)) : []
    const unseen = (what: string): readonly Tree[] => {
      problems.push(problem("SL3421", { path: "include", at }, what))
      return []
    }
    if (path === undefined || /^https?:/.test(path)) {
      const [kind = "include"] = others
      return unseen(`${kind} ${shown(textOf(get(item, kind)) ?? path ?? "")}`.trim())
    }
    if (others.length > 0) return unseen(`${shown(path)}, only by '${others[0]}',`)
    if (holesOf(path).length > 0) return unseen(shown(path))
    const name = path.replace(/^\.?\//, "")
    const names = name.includes("*") ? [...files.keys()].filter((file) => globOf(name).test(file)).sort() : [name]
    const rules = readRules(get(item, "rules"), "include", problems)
    const presence = rules === undefined ? outer : [...outer, rules]
    const passed = get(item, "inputs")
    const given = new Map(
      passed?.kind === "table" ? [...passed.entries].map(([key, tree]): [string, string] => [key, written(tree)]) : [],
    )
    return names.flatMap((file) => {
      if (!files.has(file) || open.includes(file)) return unseen(file)
      return read(file, given, at, [...open, file], presence)
    })
  }

  const read = (
    file: string,
    given: ReadonlyMap<string, string> | undefined,
    at: Place,
    open: readonly string[],
    presence: Presence,
  ): readonly Tree[] => {
    const text = files.get(file) ?? ""
    if (holdsMarks(text)) {
      problems.push(problem("SL3420", { path: file, at }, file, "it holds characters of private use"))
      return []
    }
    const { header, content } = splitHeader(text)
    const declared = inputsOf(header === undefined ? undefined : parse(header, file))
    if (given === undefined) inputs = declared
    const filled = interpolate(content, valuesOf(declared, given, at, presence))
    for (const name of header === undefined ? [] : filled.unknown)
      problems.push(
        problem("SL3423", { path: file, at: { file, line: 1, column: 1 } }, name, "is used and not declared"),
      )
    const tree = parse(header === undefined ? content : filled.text, file)
    if (tree === undefined) return []
    if (!isTable(tree)) {
      problems.push(problem("SL3420", { path: file, at: tree.place }, file, "it is no mapping"))
      return []
    }
    const below = itemsOf(get(tree, "include")).flatMap((item) => included(item, open, presence))
    if (presence.length > 0)
      for (const [name, { place }] of tree.entries) {
        presences.set(name, presence)
        if (reserved.has(name) && name !== "include")
          problems.push(problem("SL3421", { path: name, at: place }, `'${name}' of ${file}, only by rules,`))
      }
    return [...below, tree]
  }

  const top: Place = { file: root, line: 1, column: 1 }
  const trees = read(root, undefined, top, [root], [])
  for (const name of presences.keys())
    if (trees.filter((tree) => get(tree, name) !== undefined).length > 1)
      problems.push(problem("SL3421", { path: name, at: top }, `a part of '${name}', only by rules,`))
  const whole = trees.reduce<Tree>(deepMerge, table(new Map(), top))
  return { tree: isTable(whole) ? whole : table(new Map(), top), inputs, demands, presence: presences, problems }
}
