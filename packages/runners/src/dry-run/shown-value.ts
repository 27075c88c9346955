import type { Plan, Value } from "@shipline/core/plan"
import { tagOf } from "../local/values/resolve-value.js"

/** What the values of a run are known to be before it starts. */
export interface KnownBefore {
  readonly plan: Plan
  readonly version: string
  /** The digests that are known: those of a release from the ledger. */
  readonly digests: ReadonlyMap<string, { readonly digest: string; readonly ref: string }>
}

/** `certain` is the text itself; otherwise it stands in the place of a text that only the run knows. */
export interface ShownValue {
  readonly text: string
  readonly certain: boolean
}

type Show<K extends Value["kind"]> = (value: Extract<Value, { readonly kind: K }>, known: KnownBefore) => ShownValue

const certain = (text: string): ShownValue => ({ text, certain: true })
const open = (text: string): ShownValue => ({ text, certain: false })

/** What each kind of value is, or how it is called until it is known. A secret is never read. */
const table: { readonly [K in Value["kind"]]: Show<K> } = {
  text: ({ text }) => certain(text),
  artifact: ({ artifact, field }, { plan, version, digests }) => {
    if (field === "tag") return certain(tagOf(plan, artifact, version))
    if (field === "version") return certain(version)
    const found = field === "path" ? undefined : digests.get(artifact)?.[field]
    return found === undefined ? open(`<${field} of ${artifact}>`) : certain(found)
  },
  secret: () => open("***"),
  target: ({ environment, field }, { plan }) => {
    const target = plan.environments.find(({ name }) => name === environment)
    return certain(field === "name" ? environment : (target?.url ?? ""))
  },
  matrix: ({ key }) => open(`<${key}>`),
  shard: ({ field }) => open(field === "index" ? "<shard>" : "<shards>"),
}

/** A value as it is shown before the run. */
export const shownValue = <K extends Value["kind"]>(value: Value & { readonly kind: K }, known: KnownBefore) => {
  const show: Show<K> = table[value.kind]
  // The entry for a kind takes the values of that kind; TypeScript cannot follow a union through the index.
  return show(value as Extract<Value, { readonly kind: K }>, known)
}
