import type { Place } from "@shipline/core/plan"
import { booleanOf, get, type Tree, textOf, textsOf } from "./tree.js"

/** What whoever starts a pipeline may set. */
export interface Input {
  readonly name: string
  readonly type: "string" | "number" | "boolean" | "array"
  /** Every value that it can have; absent where there is no end of them. */
  readonly options?: readonly string[]
  readonly default?: string
  readonly regex?: string
  readonly place: Place
}

const types = ["string", "number", "boolean", "array"] as const

const json = (tree: Tree): unknown =>
  tree.kind === "leaf"
    ? tree.value
    : tree.kind === "list"
      ? tree.items.map(json)
      : Object.fromEntries([...tree.entries].map(([key, value]) => [key, json(value)]))

/** What an input's value becomes in the text of a file. */
export const written = (tree: Tree): string =>
  tree.kind === "leaf" ? String(tree.value ?? "") : JSON.stringify(json(tree))

const inputOf = (name: string, tree: Tree): Input => {
  const type = types.find((one) => one === textOf(get(tree, "type"))) ?? "string"
  const given = get(tree, "default")
  const options = textsOf(get(tree, "options"))
  const regex = textOf(get(tree, "regex"))
  const known = type === "boolean" ? ["true", "false"] : options.length > 0 ? options : undefined
  // The empty text is a default, which `get` keeps; only `default:` without a value is none.
  const fallback =
    given === undefined ? undefined : type === "boolean" ? String(booleanOf(given) ?? false) : written(given)
  return {
    name,
    type,
    place: tree.place,
    ...(known === undefined ? {} : { options: known }),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(regex === undefined ? {} : { regex }),
  }
}

/** The inputs that a header declares. */
export const inputsOf = (header: Tree | undefined): readonly Input[] => {
  const inputs = get(get(header, "spec"), "inputs")
  if (inputs?.kind !== "table") return []
  return [...inputs.entries].map(([name, tree]) => inputOf(name, tree))
}
