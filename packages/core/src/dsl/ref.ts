import type { Value } from "../plan/value.js"
import { type Defined, definition, definitionReader, type type } from "./brand.js"

/** A value that a script may refer to. It reaches the script as an environment variable, never as text in it. */
export interface Ref<Needs extends string = never> {
  readonly [type]: { kind: "value"; needs: Needs }
}

/** The artifacts that a value, a script, a gate or a rollout cannot do without. */
export type NeedsOf<T> = T extends { readonly [type]: { needs: infer N extends string } } ? N : never

export const makeRef = <Needs extends string>(value: Value): Ref<Needs> => {
  const ref: Defined<Value> = Object.freeze({ [definition]: Object.freeze(value) })
  return ref as unknown as Ref<Needs> // the brand exists in types only
}

const kinds: { readonly [K in Value["kind"]]: true } = {
  text: true,
  artifact: true,
  secret: true,
  target: true,
  matrix: true,
  shard: true,
}

export const refValue = definitionReader<Value>((found) => found.kind !== undefined && Object.hasOwn(kinds, found.kind))
