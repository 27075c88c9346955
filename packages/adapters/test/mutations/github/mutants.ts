import { type Document, parseDocument } from "yaml"
import type { Mutant, Mutation } from "../mutation.js"
import { goldenOf } from "./goldens.js"
import { admission } from "./operators/admission.js"
import { alike } from "./operators/alike.js"
import { conduct } from "./operators/conduct.js"
import { environments } from "./operators/environments.js"
import { events } from "./operators/events.js"
import { gates } from "./operators/gates.js"
import { lanes } from "./operators/lanes.js"
import { statusFunctions } from "./operators/status-functions.js"

const mutations: readonly Mutation<Document>[] = [
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
