import { type Adapter, adapters } from "@shipline/adapters"
import { nearest } from "../nearest.js"
import { type At, refuse } from "../problem.js"

/** Adapters by name. */
export type Platforms = Readonly<Record<string, Adapter>>

/** The platform by the name that a person gave it. */
export const chooseTarget = (name: string, at?: At, platforms: Platforms = adapters): Adapter => {
  const known = new Map(Object.entries(platforms))
  const names = [...known.keys()]
  const near = nearest(name, names)
  const hint = near === undefined ? `Shipline compiles for: ${names.join(", ")}.` : `Did you mean '${near}'?`
  return known.get(name) ?? refuse("SL5005", `there is no target '${name}'`, hint, at)
}
