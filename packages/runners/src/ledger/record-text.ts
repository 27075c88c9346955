import * as crypto from "node:crypto"
import type { LedgerRecord, RecordDraft } from "@shipline/core/ledger"
import { applyRecord } from "@shipline/core/ledger"
import type { Tip } from "./ledger-store.js"

/** A record as it is kept: these bytes are what the next record's `previous` is the hash of. */
export const recordText = (record: LedgerRecord): string => `${JSON.stringify(record, null, 2)}\n`

/** In one call where Node has it: half the time of a short text's hash is the making of the object. */
const sha256 = (text: string): string =>
  typeof crypto.hash === "function"
    ? crypto.hash("sha256", text, "hex")
    : crypto.createHash("sha256").update(text).digest("hex")

/** `sha256:` and 64 hexadecimal digits. */
export const hashOf = (text: string): string => `sha256:${sha256(text)}`

/** A draft as the next record of a chain. */
const nextRecord = (draft: RecordDraft, { state, hash }: Pick<Tip, "state" | "hash">): LedgerRecord => ({
  version: 1,
  number: state.number + 1,
  previous: hash,
  ...draft,
})

/** The records that drafts become, and what is known after each of them. */
export const chained = (drafts: readonly RecordDraft[], on: Pick<Tip, "state" | "hash">) => {
  let { state, hash } = on
  return drafts.map((draft) => {
    const record = nextRecord(draft, { state, hash })
    const text = recordText(record)
    hash = hashOf(text)
    state = applyRecord(state, record)
    return { record, text, hash, state }
  })
}
