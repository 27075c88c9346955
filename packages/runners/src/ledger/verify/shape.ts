import type { LedgerRecord, RecordKind, RecordOf } from "@shipline/core/ledger"

type Shape = Readonly<Record<string, "text" | "number" | "list" | "object">>

const common: Shape = { id: "text", environment: "text", at: "text", by: "object", number: "number", kind: "text" }

/** What each kind of record must have, beside what all have. */
const shapes: { readonly [K in RecordKind]: { readonly [P in keyof RecordOf<K>]?: Shape[string] } } = {
  started: {
    deployment: "text",
    lane: "text",
    release: "object",
    commits: "object",
    proofs: "list",
    checks: "list",
    deadline: "text",
    pipeline: "object",
  },
  finished: { deployment: "text", result: "text" },
  settled: { deployment: "text", result: "text" },
  refused: {
    deployment: "text",
    lane: "text",
    release: "object",
    proofs: "list",
    reasons: "list",
    pipeline: "object",
  },
  check: { release: "object", proof: "text", verdict: "text" },
  block: { release: "object", reason: "text" },
  unblock: { release: "object", reason: "text" },
  override: { deployment: "text", rule: "text", reason: "text" },
  observation: { artifacts: "list", source: "text" },
  annotation: { about: "number", text: "text" },
}

const is: { readonly [K in Shape[string]]: (value: unknown) => boolean } = {
  text: (value) => typeof value === "string" && value !== "",
  number: (value) => Number.isSafeInteger(value),
  list: Array.isArray,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
}

/** Reads a record and looks at its outline; throws an error that says what is missing. A schema sees more. */
export const decodeOutline = (text: string): LedgerRecord => {
  const value: unknown = JSON.parse(text)
  if (!is.object(value)) throw new Error("it is not an object")
  const fields = new Map(Object.entries(value as object)) // just seen to be an object
  if (fields.get("version") !== 1) throw new Error("it is not of version 1")
  const kind = fields.get("kind")
  if (typeof kind !== "string" || !Object.hasOwn(shapes, kind)) throw new Error("nobody knows records of its kind")
  const shape: Shape = { ...common, ...shapes[kind as RecordKind] } // a key of the table, as just seen
  for (const [name, what] of Object.entries(shape))
    if (!is[what](fields.get(name))) throw new Error(`'${name}' is missing or of another kind`)
  return value as LedgerRecord // as far as its outline goes
}
