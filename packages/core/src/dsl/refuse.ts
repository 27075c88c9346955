import type { Code } from "../errors/codes.js"
import { ShiplineError } from "../errors/shipline-error.js"
import type { Place } from "../plan/place.js"
import { at } from "./capture-place.js"

/** Ends the program with one coded problem. For what cannot be built at all; what can be built wrong is for `verify`. */
export const refuse = (code: Code, path: string, message: string, hint: string, place?: Place): never => {
  throw new ShiplineError([{ code, path, message, hint, ...at(place) }])
}
