import type { CompiledFile } from "@shipline/adapters"
import { type Document, parseAllDocuments } from "yaml"
import type { Mutant, Mutation } from "../mutation.js"
import type { GitlabDocuments } from "./edit.js"
import { filesOf, type Golden, goldenOf } from "./goldens.js"
import { alike } from "./operators/alike.js"
import { conduct } from "./operators/conduct.js"
import { environments } from "./operators/environments.js"
import { gates } from "./operators/gates.js"
import { lanes } from "./operators/lanes.js"
import { scheduling } from "./operators/scheduling.js"

const mutations: readonly Mutation<GitlabDocuments>[] = [
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
