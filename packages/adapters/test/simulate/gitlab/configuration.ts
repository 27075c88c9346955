import { posix } from "node:path"
import { parseAllDocuments } from "yaml"
import { checkedInputs, type InputSpec, type Inputs, interpolate, Refused } from "./interpolate.js"

/** The files of a repository by path. */
export type Files = ReadonlyMap<string, string>

type Data = { readonly [key: string]: unknown }

const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value)

/** `!reference` stands for script lines in our files; what it names does not matter to what starts. */
const customTags = [{ tag: "!reference", collection: "seq" as const, resolve: () => ({ items: [] }) }]

const documents = (text: string): readonly unknown[] =>
  parseAllDocuments(text, { customTags, merge: true }).map((document) => {
    const [error] = document.errors
    if (error !== undefined) throw new Refused(error.message)
    return document.toJS()
  })

/** A file: the inputs that it takes, and its text behind them. */
const split = (
  text: string,
): { readonly specs: { readonly [name: string]: InputSpec | null }; readonly body: string } => {
  const parts = text.split(/^---[ \t]*$/m).filter((part) => part.replace(/^\s*#.*$/gm, "").trim() !== "")
  const [head = "", ...rest] = parts
  if (rest.length === 0) return { specs: {}, body: head }
  const header = documents(head)[0]
  const spec = isData(header) && isData(header.spec) ? header.spec : {}
  const specs = (spec.inputs ?? {}) as { readonly [name: string]: InputSpec | null } // its shape was checked by the schema
  return { specs, body: rest.join("\n---\n") }
}

/** Later keys win; mappings are merged all the way down. */
export const deepMerge = (first: Data, second: Data): Data => {
  const merged: { [key: string]: unknown } = { ...first }
  for (const [key, value] of Object.entries(second)) {
    const before = merged[key]
    merged[key] = isData(before) && isData(value) ? deepMerge(before, value) : value
  }
  return merged
}

const includesOf = (value: unknown): readonly { readonly local: string; readonly inputs: Inputs }[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one: unknown) => {
    const entry = typeof one === "string" ? { local: one } : one
    if (!isData(entry) || typeof entry.local !== "string" || entry.rules !== undefined)
      throw new Error(`cannot simulate the include ${JSON.stringify(one)}`)
    return {
      local: posix.relative("/", posix.resolve("/", entry.local)),
      inputs: isData(entry.inputs) ? entry.inputs : {},
    }
  })

/** The inputs that a pipeline may be started with. */
export const inputSpecs = (files: Files, path: string): { readonly [name: string]: InputSpec | null } =>
  split(files.get(path) ?? "").specs

/** Everything that a file and what it includes say, with these inputs. Throws `Refused` where GitLab makes no pipeline of it. */
export const configuration = (files: Files, path: string, given: Inputs): Data => {
  const text = files.get(path)
  if (text === undefined) throw new Refused(`no file ${path}`)
  const { specs, body } = split(text)
  const data = documents(interpolate(body, checkedInputs(specs, given)))[0] ?? {}
  if (!isData(data)) throw new Refused(`${path} is no mapping`)
  const { include, ...own } = data
  const included = includesOf(include).map(({ local, inputs }) => configuration(files, local, inputs))
  return [...included, own].reduce(deepMerge, {})
}
