import { type Adapter, adapters } from "@shipline/adapters"
import { nearest } from "../nearest.js"
import { type At, refuse } from "../problem.js"

/** The platform by the name that a person gave it. */
export const chooseTarget = (name: string, at?: At): Adapter => {
  const known = new Map<string, Adapter>(Object.entries(adapters))
  const names = [...known.keys()]
  const near = nearest(name, names)
  const hint = near === undefined ? `Shipline compiles for: ${names.join(", ")}.` : `Did you mean '${near}'?`
  return known.get(name) ?? refuse("SL5005", `there is no target '${name}'`, hint, at)
}
