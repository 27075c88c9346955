import { upperSnake } from "../plan/slug.js"
import type { Value } from "../plan/value.js"

type Namers = { readonly [K in Value["kind"]]: (value: Extract<Value, { kind: K }>) => string }

const namers: Namers = {
  text: () => "VALUE",
  artifact: (value) => `${upperSnake(value.artifact, "ARTIFACT")}_${value.field.toUpperCase()}`,
  secret: (value) => value.name,
  target: (value) => `TARGET_${value.field.toUpperCase()}`,
  matrix: (value) => `MATRIX_${upperSnake(value.key, "VALUE")}`,
  shard: (value) => `SHARD_${value.field.toUpperCase()}`,
}

/** The environment variable in which a script finds a value: `APP_REF`, `TARGET_URL`, a secret's own name. */
export const variableName = (value: Value): string => {
  const name = namers[value.kind] as (value: Value) => string // the table is total by its type
  return name(value)
}
