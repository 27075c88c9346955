import { readFileSync } from "node:fs"
import { basename } from "node:path"
import { type CompiledFile, gitlab } from "@shipline/adapters"
import type { Pipeline } from "@shipline/core"
import { type Document, parseAllDocuments } from "yaml"
import { pipelines } from "../../pipelines/index.js"
import type { Mutant, Mutation } from "../mutation.js"
import type { GitlabDocuments } from "./edit.js"
import { alike } from "./operators/alike.js"
import { conduct } from "./operators/conduct.js"
import { environments } from "./operators/environments.js"
import { gates } from "./operators/gates.js"
import { lanes } from "./operators/lanes.js"
import { scheduling } from "./operators/scheduling.js"

const folder = new URL("../../gitlab/golden/", import.meta.url)
const rootPath = ".gitlab-ci.yml"

/** Golden files, with the pipeline that they were made of. */
export interface Golden {
  readonly path: string
  readonly text: string
  readonly root: string
  readonly plan: Pipeline["plan"]
}

/** Those that GitLab can run. */
export const goldens: ReadonlyMap<string, Golden> = new Map(
  pipelines.flatMap(({ name, plan }): readonly [string, Golden][] => {
    const [file] = gitlab.compile(plan).files
    if (file === undefined) return []
    const text = readFileSync(new URL(basename(file.path), folder), "utf8")
    const root = readFileSync(new URL(`${basename(file.path, ".yml")}${rootPath}`, folder), "utf8")
    return [[name, { path: file.path, text, root, plan }]]
  }),
)

export const goldenOf = (pipeline: string): Golden => {
  const golden = goldens.get(pipeline)
  if (golden === undefined) throw new Error(`no golden files of ${pipeline}`)
  return golden
}

export const filesOf = ({ path, text, root }: Pick<Golden, "path" | "text" | "root">): readonly CompiledFile[] => [
  { path: rootPath, text: root },
  { path, text },
]

export const mutations: readonly Mutation<GitlabDocuments>[] = [
  ...gates,
  ...scheduling,
  ...lanes,
  ...environments,
  ...conduct,
  ...alike,
]

const two = (text: string): readonly [Document, Document] => {
  const [inputs, jobs, ...more] = parseAllDocuments(text)
  if (inputs === undefined || jobs === undefined || more.length > 0) throw new Error("two documents are a file")
  return [inputs, jobs]
}

const parsed = ({ text, root }: Golden): GitlabDocuments => {
  const [[inputs, jobs], [rootInputs, rootJobs]] = [two(text), two(root)]
  return { inputs, jobs, rootInputs, root: rootJobs }
}

const written = (document: Document): string =>
  document
    .toString({ lineWidth: 0 })
    .replace(/^---\n/, "")
    .trimEnd()

const write = (files: GitlabDocuments): { readonly text: string; readonly root: string } => ({
  text: `${written(files.inputs)}\n---\n${written(files.jobs)}\n`,
  root: `${written(files.rootInputs)}\n---\n${written(files.root)}\n`,
})

const mutantsOf = ({
  pitfall,
  name,
  places,
  apply,
  expects,
}: Mutation<GitlabDocuments>): readonly Mutant<readonly CompiledFile[]>[] =>
  places.map((place) => {
    const golden = goldenOf(place.pipeline)
    const files = parsed(golden)
    const before = write(files)
    // A job is called by its pipeline and its node.
    const key = (id: string): string => `${place.pipeline}:${id}`
    const there = { ...place, job: key(place.job), ...(place.gate === undefined ? {} : { gate: key(place.gate) }) }
    apply(files, there)
    const after = write(files)
    if (after.text === before.text && after.root === before.root) throw new Error(`${name}: nothing has changed`)
    return { pitfall, name, place, text: filesOf({ path: golden.path, ...after }), expects: expects(there) }
  })

/** Every mistake at every place. */
export const mutants: readonly Mutant<readonly CompiledFile[]>[] = mutations.flatMap(mutantsOf)
