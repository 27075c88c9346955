import { globOf } from "../../gitlab/read/glob-of.js"
import { deepMerge, get, itemsOf, type Tree, table, textOf, treeOf } from "../../gitlab/read/tree.js"
import { readYaml } from "../../yaml/read-yaml.js"
import type { Said, Unreadable } from "../ci-job.js"
import { normalPath } from "../path.js"
import type { Pattern } from "../pattern.js"
import type { Repository } from "../repository.js"
import { entriesOf } from "../tree.js"
import { mayBecome } from "./variables.js"

/** One file with what includes it hands to it. */
export interface GitlabFile {
  readonly file: string
  readonly source: string
  readonly root: Tree
}

/** A pipeline: a file with all that it includes, laid over each other as GitLab does it. */
export interface Loaded {
  readonly whole: Tree
  readonly files: readonly GitlabFile[]
  /** What the inputs of the files may be, by name: those of all files together. */
  readonly inputs: ReadonlyMap<string, readonly Pattern[]>
  readonly unreadable: readonly Unreadable[]
  readonly outside: readonly Said[]
}

const deepest = 20

/** The files of this repository that an include names; undefined where it names something else. */
const localFiles = (include: Tree, repository: Repository): readonly string[] | undefined => {
  const given = include.kind === "leaf" ? include : get(include, "local")
  const text = textOf(given)
  if (text === undefined || /^https?:/.test(text) || text.includes("$")) return undefined
  const path = normalPath(text)
  if (path === undefined) return undefined
  if (!path.includes("*")) return [path]
  const folder = path.slice(0, path.search(/[^/]*\*/)).replace(/\/$/, "")
  const matches = globOf(path)
  return repository.list(folder).filter((file) => matches.test(file))
}

const outsideText = (include: Tree): string => {
  if (include.kind === "leaf") return textOf(include) ?? ""
  const [kind = "include", value] = entriesOf(include).find(([key]) => key !== "rules" && key !== "inputs") ?? []
  const file = kind === "project" ? ` ${itemsOf(get(include, "file")).map(textOf).join(", ")}` : ""
  return `${kind}: ${textOf(value) ?? ""}${file}`
}

/** Reads a GitLab file with its local includes, in the order in which GitLab lays them over each other. */
export const loadGitlab = (repository: Repository, entry: string): Loaded => {
  const unreadable: Unreadable[] = []
  const outside: Said[] = []
  const files: GitlabFile[] = []
  const inputs = new Map<string, readonly Pattern[]>()
  const seen = new Set<string>()

  const addInput = (name: string, values: readonly Pattern[]): void => {
    inputs.set(name, [...(inputs.get(name) ?? []), ...values])
  }

  const load = (file: string, from: Said | undefined, depth: number): Tree => {
    const empty = table(new Map(), { file, line: 1, column: 1 })
    if (seen.has(file) || depth > deepest) return empty
    seen.add(file)
    const reading = repository.read(file)
    if (reading.kind === "absent") {
      if (from !== undefined) unreadable.push({ text: `'${file}' is included and is not there`, place: from.place })
      return empty
    }
    if (reading.kind === "unreadable") {
      unreadable.push({ text: reading.why, place: empty.place })
      return empty
    }
    const { documents, mistakes } = readYaml(reading.text)
    const [mistake] = mistakes
    if (mistake !== undefined) unreadable.push({ text: mistake.message, place: { file, ...mistake.place } })
    const trees = documents.map((one) => treeOf(one, file))
    const header = trees.length > 1 ? trees[0] : undefined
    const root = trees.at(-1) ?? empty
    files.push({ file, source: reading.text, root })
    if (mistake === undefined && root.kind !== "table" && documents.length > 0 && textOf(root) !== undefined)
      unreadable.push({ text: "it holds no jobs", place: empty.place })
    for (const [name, input] of entriesOf(get(get(header, "spec"), "inputs"))) {
      const options = itemsOf(get(input, "options")).flatMap((one) => textOf(one) ?? [])
      const fallback = textOf(get(input, "default"))
      // GitLab checks what whoever starts a pipeline gives, so options are all that there is.
      if (options.length > 0)
        addInput(
          name,
          options.map((one) => [one]),
        )
      else if (from === undefined) addInput(name, [[null]])
      else if (fallback !== undefined) addInput(name, [[fallback]])
    }
    let whole: Tree = empty
    for (const include of itemsOf(get(root, "include"))) {
      const said: Said = { text: outsideText(include), place: include.place }
      const found = localFiles(include, repository)
      if (found === undefined) outside.push(said)
      for (const [name, value] of entriesOf(include.kind === "table" ? get(include, "inputs") : undefined))
        addInput(
          name,
          mayBecome(
            textOf(value) ?? "",
            () => undefined,
            (input) => inputs.get(input),
          ),
        )
      for (const one of found ?? []) whole = deepMerge(whole, load(one, said, depth + 1))
    }
    return deepMerge(whole, root)
  }

  const whole = load(entry, undefined, 0)
  return { whole, files, inputs, unreadable, outside }
}
