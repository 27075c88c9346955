import type { LedgerRecord } from "../ledger/record.js"
import { readJson } from "./read-json.js"
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
export const decodeRecord = (text: string): LedgerRecord =>
  readJson(text, { schema: recordSchema, code: "SL6013", what: "the record", hint }) as LedgerRecord // it fits the schema, whose type a test holds against LedgerRecord
