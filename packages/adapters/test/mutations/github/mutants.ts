import { readFileSync } from "node:fs"
import { basename } from "node:path"
import { github } from "@shipline/adapters"
import type { Pipeline } from "@shipline/core"
import { type Document, parseDocument } from "yaml"
import { pipelines } from "../../pipelines/index.js"
import type { Mutant, Mutation } from "../mutation.js"
import { admission } from "./operators/admission.js"
import { alike } from "./operators/alike.js"
import { conduct } from "./operators/conduct.js"
import { environments } from "./operators/environments.js"
import { events } from "./operators/events.js"
import { gates } from "./operators/gates.js"
import { lanes } from "./operators/lanes.js"
import { statusFunctions } from "./operators/status-functions.js"

const folder = new URL("../../github/golden/", import.meta.url)

/** A golden file, with the pipeline that it was made of. */
export interface Golden {
  readonly path: string
  readonly text: string
  readonly plan: Pipeline["plan"]
}

export const goldens: ReadonlyMap<string, Golden> = new Map(
  pipelines.map(({ name, plan }): [string, Golden] => {
    const path = github.compile(plan).files[0]?.path ?? ""
    return [name, { path, text: readFileSync(new URL(basename(path), folder), "utf8"), plan }]
  }),
)

export const goldenOf = (pipeline: string): Golden => {
  const golden = goldens.get(pipeline)
  if (golden === undefined) throw new Error(`no golden file of ${pipeline}`)
  return golden
}

export const mutations: readonly Mutation<Document>[] = [
  ...statusFunctions,
  ...gates,
  ...lanes,
  ...events,
  ...environments,
  ...conduct,
  ...admission,
  ...alike,
]

const mutantsOf = ({ pitfall, name, places, apply, expects }: Mutation<Document>): readonly Mutant<string>[] =>
  places.map((place) => {
    const { text } = goldenOf(place.pipeline)
    const document = parseDocument(text)
    apply(document, place)
    const changed = document.toString({ lineWidth: 0 })
    if (changed === parseDocument(text).toString({ lineWidth: 0 })) throw new Error(`${name}: nothing has changed`)
    return { pitfall, name, place, text: changed, expects: expects(place) }
  })

/** Every mistake at every place. */
export const mutants: readonly Mutant<string>[] = mutations.flatMap(mutantsOf)
