import type { Place } from "../plan/place.js"
import { checkVariableName } from "./name.js"
import { makeRef, type Ref } from "./ref.js"

/** The environment that a script runs against: its name, its address and its own secrets. */
export interface Target {
  readonly name: Ref
  /** The environment's `url`. `verify` reports SL2016 where the environment has none. */
  readonly url: Ref
  /** A secret that the platform keeps for this environment alone. Throws SL1009 for a name that no shell could hold. */
  secret(name: string): Ref
}

export const makeTarget = (environment: string, place: Place | undefined): Target =>
  Object.freeze({
    name: makeRef<never>({ kind: "target", environment, field: "name" }),
    url: makeRef<never>({ kind: "target", environment, field: "url" }),
    secret: (name: string) => {
      checkVariableName("a secret", name, place)
      return makeRef<never>({ kind: "secret", name, environment })
    },
  })
