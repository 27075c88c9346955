import { get, itemsOf, type Tree, textOf, treeOf } from "../../gitlab/read/tree.js"
import { readYaml } from "../../yaml/read-yaml.js"
import type { CiScript, Said, Unreadable } from "../ci-job.js"
import { normalPath } from "../path.js"
import { anything, exactly } from "../pattern.js"
import type { Repository } from "../repository.js"
import { unknown } from "../shell/word.js"
import { below, entriesOf, scriptPlace, textsBelow } from "../tree.js"
import { type Lookup, mayBecome } from "./expression.js"
import { variablesOf } from "./scope.js"

/** What the steps of a job come to, those of local actions too. */
export interface Steps {
  readonly scripts: readonly CiScript[]
  readonly actions: readonly Said[]
  readonly texts: readonly Said[]
  readonly logins: readonly (Said & { readonly cloud: string })[]
  readonly outside: readonly Said[]
  readonly unreadable: readonly Unreadable[]
  readonly files: readonly string[]
}

const empty: Steps = { scripts: [], actions: [], texts: [], logins: [], outside: [], unreadable: [], files: [] }

const joined = (all: readonly Steps[]): Steps => ({
  scripts: all.flatMap((one) => one.scripts),
  actions: all.flatMap((one) => one.actions),
  texts: all.flatMap((one) => one.texts),
  logins: all.flatMap((one) => one.logins),
  outside: all.flatMap((one) => one.outside),
  unreadable: all.flatMap((one) => one.unreadable),
  files: all.flatMap((one) => one.files),
})

/** The input by which a login's action is told whose identity to take. */
const identities: { readonly [action: string]: { readonly cloud: string; readonly input: string } } = {
  "aws-actions/configure-aws-credentials": { cloud: "aws", input: "role-to-assume" },
  "google-github-actions/auth": { cloud: "gcp", input: "service_account" },
  "azure/login": { cloud: "azure", input: "client-id" },
}

/** Where a step stands: in the workflow itself, or in an action that it uses. */
interface Where {
  readonly repository: Repository
  readonly source: string
  readonly file: string
  readonly lookup: Lookup
  readonly levels: readonly (Tree | undefined)[]
  readonly folder: string
  /** Of a step of an action: the place in the workflow, and the files between. */
  readonly used?: { readonly said: Said; readonly through: readonly string[] }
}

const deepest = 10

const loginOf = (step: Tree, name: string, { lookup, used }: Where): Steps["logins"] => {
  const login = identities[name.toLowerCase()]
  const value = login === undefined ? undefined : get(get(step, "with"), login.input)
  if (login === undefined || value === undefined) return []
  const text = textOf(value) ?? ""
  const isOpen = mayBecome(text, lookup).some((one) => one.includes(null))
  return isOpen ? [{ cloud: login.cloud, text, place: used?.said.place ?? value.place }] : []
}

const localAction = (path: string, step: Tree, said: Said, where: Where): Steps => {
  const { repository, used } = where
  const folder = normalPath(path)
  const through = used?.through ?? []
  if (folder === undefined || through.length >= deepest) return empty
  for (const name of ["action.yml", "action.yaml"]) {
    const file = folder === "" ? name : `${folder}/${name}`
    const reading = repository.read(file)
    if (reading.kind === "absent") continue
    if (reading.kind === "unreadable")
      return { ...empty, unreadable: [{ text: reading.why, place: { file, line: 1, column: 1 } }] }
    const { documents, mistakes } = readYaml(reading.text)
    const [mistake] = mistakes
    if (mistake !== undefined)
      return { ...empty, unreadable: [{ text: mistake.message, place: { file, ...mistake.place } }], files: [file] }
    const root = documents[0] === undefined ? undefined : treeOf(documents[0], file)
    const steps = itemsOf(below(root, "runs", "steps"))
    const given = get(step, "with")
    const inputs = get(root, "inputs")
    const lookup: Lookup = ([context, key = ""]) => {
      if (context !== "inputs") return undefined
      const text = textOf(get(given, key)) ?? textOf(get(get(inputs, key), "default")) ?? ""
      return get(given, key) === undefined ? mayBecome(text, () => [anything]) : mayBecome(text, where.lookup)
    }
    const inside = { ...where, source: reading.text, file, lookup }
    return joined([
      ...steps.map((one) =>
        stepOf(one, { ...inside, used: { said, through: [...through, `${file}:${one.place.line}`] } }),
      ),
      { ...empty, files: [file] },
    ])
  }
  return { ...empty, outside: [said] }
}

const stepOf = (step: Tree, where: Where): Steps => {
  const { source, lookup, used } = where
  const run = get(step, "run")
  const uses = get(step, "uses")
  const folderText = textOf(get(step, "working-directory"))
  const [folder] = folderText === undefined ? [[where.folder]] : mayBecome(folderText, lookup)
  const texts = used === undefined ? [] : textsBelow(step).map(({ text }) => ({ text, place: used.said.place }))
  const here: Steps = { ...empty, texts }
  if (run !== undefined) {
    const inFile = scriptPlace(source, run.place)
    const script: CiScript = {
      text: withExpressions(textOf(run) ?? "", lookup),
      folder: normalPath((folder === undefined ? undefined : exactly(folder)) ?? where.folder) ?? "",
      variables: variablesOf([...where.levels, get(step, "env")], lookup),
      at: used === undefined ? inFile : () => used.said.place,
      through: used?.through.slice(0, -1).concat(`${run.place.file}:${run.place.line}`) ?? [],
    }
    return { ...here, scripts: [script] }
  }
  const text = textOf(uses)
  if (uses === undefined || text === undefined) return here
  const said: Said = used?.said ?? { text, place: uses.place }
  if (/^\.\.?(?:\/|$)/.test(text)) return joined([here, localAction(text, step, said, where)])
  const name = text.split("@")[0] ?? text
  return {
    ...here,
    scripts: entriesOf(get(step, "with")).flatMap(([key, value]) => inputScripts(name, key, value, where)),
    actions: [{ text: name, place: said.place }],
    logins: loginOf(step, name, where),
  }
}

/** Actions run what they are given: a script, or the words behind the program of their name. */
const inputScripts = (action: string, key: string, value: Tree, where: Where): readonly CiScript[] => {
  const { source, lookup, levels, folder, used } = where
  const text = withExpressions(textOf(value) ?? "", lookup)
  if (!/\s|\//.test(text)) return []
  const program = /^(?:args|arguments|command|cmd)$/i.test(key) ? (action.split(/[/:]/).at(-1) ?? "") : undefined
  const rest = {
    folder,
    variables: variablesOf(levels, lookup),
    at: used === undefined ? scriptPlace(source, value.place) : () => used.said.place,
    through: used?.through ?? [],
  }
  return [text, ...(program === undefined ? [] : [`${program} ${text}`])].map((one) => ({ text: one, ...rest }))
}

/** A script as the shell gets it: GitHub puts the values of expressions into its text. Lines stay lines. */
const withExpressions = (text: string, lookup: Lookup): string =>
  mayBecome(text, (path) => {
    const values = lookup(path)
    const only = values?.length === 1 && values[0] !== undefined ? exactly(values[0]) : undefined
    return only === undefined || only.includes("\n") ? [[unknown]] : [[only]]
  })
    .slice(0, 1)
    .map((one) => one.map((part) => part ?? unknown).join(""))
    .join("")

/** The steps of a job, and those of the actions of this repository that it uses. */
export const stepsOf = (steps: readonly Tree[], where: Omit<Where, "used">): Steps =>
  joined(steps.map((step) => stepOf(step, where)))
