import { createHash } from "node:crypto"
import type { LedgerRecord } from "@shipline/core/ledger"
import { runProblem } from "../errors/run-problem.js"
import type { LedgerStore } from "../ledger/ledger-store.js"
import { type Act, recordBase } from "./act.js"
import { appendOnce } from "./append-once.js"
import { inOrder, refusal } from "./in-order.js"

/** What is added to which record. */
export interface Annotation extends Omit<Act, "reason"> {
  readonly environment: string
  /** The number of the record in the chain of its environment. */
  readonly about: number
  readonly text: string
}

const noRecord = (environment: string, about: number, last: number) =>
  refusal(
    runProblem(
      "SL4311",
      `environments.${environment}`,
      `the ledger of ${environment} has no record ${about}`,
      last === 0 ? "It has no record at all." : `Its records are numbered from 1 to ${last}.`,
    ),
  )

/** The same words of the same person about the same record are one annotation. */
const idOf = ({ environment, about, text, actor }: Annotation): string =>
  `annotation-${createHash("sha256")
    .update(JSON.stringify([environment, about, text, actor.issuer, actor.subject]))
    .digest("hex")
    .slice(0, 32)}`

/**
 * Adds a meaning to a record: nothing in a ledger is ever edited. Use it to correct what a record says, or to tie it to
 * something elsewhere. Resolved with whether it is new.
 *
 * Rejected with a `RunError`: SL4311 for a record that there is not, SL4007 without a text, SL61xx where the ledger
 * cannot be used.
 *
 * @example
 * ```ts
 * import { annotate, chooseStore, localActor } from "@shipline/runners"
 *
 * const store = await chooseStore(".", undefined)
 * await annotate(store, { environment: "production", about: 412, text: "the outage began here", actor: localActor() })
 * ```
 */
export const annotate = (store: LedgerStore, annotation: Annotation): Promise<boolean> =>
  inOrder({ reason: annotation.text }, async () => {
    const { environment, about, text } = annotation
    const last = (await store.tip(environment)).state.number
    if (!Number.isInteger(about) || about < 1 || about > last) throw noRecord(environment, about, last)
    const id = idOf(annotation)
    const known: readonly LedgerRecord[] = await store.read(environment)
    if (known.some((record) => record.id === id)) return false
    const base = recordBase({ ...annotation, reason: text })
    return appendOnce(store, environment, () => [{ kind: "annotation", id, environment, ...base, about, text }])
  })
