import { deepFreeze } from "../dsl/deep-freeze.js"
import { ShiplineError } from "../errors/shipline-error.js"
import type { LedgerRecord } from "../ledger/record.js"
import { recordSchema } from "./record-schema.js"

const hint = "Was it written by a newer version, or changed since? `shipline ledger verify` names the first bad record."

/**
 * Reads a record of the ledger from JSON text. Use it for records that come from a repository or another process. The
 * record keeps the order of its keys, so that written again it is the same text.
 *
 * @throws SL6013 with every place where the text is no record.
 * @example
 * ```ts
 * import { ShiplineError } from "@shipline/core"
 * import { decodeRecord } from "@shipline/core/schema"
 *
 * try {
 *   decodeRecord('{ "kind": "finished" }')
 * } catch (error) {
 *   if (error instanceof ShiplineError) console.log(error.problems[0]?.code) // SL6013
 * }
 * ```
 */
export const decodeRecord = (text: string): LedgerRecord => {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new ShiplineError([{ code: "SL6013", path: "", message: `this is not JSON: ${why}`, hint }])
  }
  const result = recordSchema.safeParse(data)
  if (result.success) return deepFreeze(data as LedgerRecord) // it fits the schema, whose type a test holds against LedgerRecord; zod's own copy would reorder the keys
  throw new ShiplineError(
    result.error.issues.map((issue) => ({
      code: "SL6013" as const,
      path: issue.path.join("."),
      message: `${issue.path.length === 0 ? "the record" : issue.path.join(".")}: ${issue.message}`,
      hint,
    })),
  )
}
