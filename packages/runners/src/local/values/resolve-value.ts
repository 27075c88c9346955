import type { Plan, Value } from "@shipline/core/plan"
import type { BuiltArtifact } from "../../scheduler/built-artifact.js"
import type { Leg } from "../../scheduler/leg.js"
import type { Secrets } from "./secrets.js"

/** What the values of one job refer to. */
export interface Meaning {
  readonly plan: Plan
  readonly leg: Leg
  readonly secrets: Secrets
  readonly version: string
  readonly built: ReadonlyMap<string, BuiltArtifact>
  /** Where the files of an artifact lie in this job. */
  readonly folderOf: (artifact: string) => string
}

type Resolve<K extends Value["kind"]> = (
  value: Extract<Value, { readonly kind: K }>,
  meaning: Meaning,
) => string | undefined

/** The name that a recipe gives to what it builds, known before it is built. */
export const tagOf = (plan: Plan, name: string, version: string): string => {
  const artifact = plan.artifacts.find((candidate) => candidate.name === name)
  return `${artifact?.kind === "image" ? artifact.repository : name}:${version}`
}

/** What each kind of value is here; `undefined` where the plan names something that there is not. */
const table: { readonly [K in Value["kind"]]: Resolve<K> } = {
  text: (value) => value.text,
  artifact: ({ artifact, field }, { plan, version, built, folderOf }) => {
    if (field === "tag") return tagOf(plan, artifact, version)
    if (field === "version") return version
    return field === "path" ? folderOf(artifact) : built.get(artifact)?.[field]
  },
  secret: (value, { secrets }) => secrets.get(value),
  target: ({ environment, field }, { plan }) => {
    const target = plan.environments.find((candidate) => candidate.name === environment)
    return field === "name" ? target?.name : (target?.url ?? "")
  },
  matrix: ({ key }, { leg }) => leg.matrix.get(key)?.toString(),
  shard: ({ field }, { leg }) => leg.shard?.[field].toString(),
}

/** The text that reaches the script. */
export const resolveValue = <K extends Value["kind"]>(value: Value & { readonly kind: K }, meaning: Meaning) => {
  const resolve: Resolve<K> = table[value.kind]
  // The entry for a kind takes the values of that kind; TypeScript cannot follow a union through the index.
  return resolve(value as Extract<Value, { readonly kind: K }>, meaning)
}
