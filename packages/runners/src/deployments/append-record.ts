import type { EnvironmentState, RecordDraft } from "@shipline/core/ledger"
import * as Effect from "effect/Effect"
import { runError } from "../errors/run-error.js"
import type { Ledger } from "../ledger/ledger.js"
import { mostRaces, outrun } from "./races.js"

/**
 * Appends a record whatever else is appended meanwhile. `draft` makes it from the state behind which it is to stand, or
 * says that there is nothing to tell. It is there once, also where the ledger had it already.
 */
export const appendRecord = Effect.fnUntraced(function* (
  ledger: Ledger["Service"],
  environment: string,
  draft: (state: EnvironmentState) => RecordDraft | undefined,
) {
  let tip = yield* ledger.tip(environment)
  for (let race = 0; race < mostRaces; race++) {
    const record = draft(tip.state)
    if (record === undefined) return
    const { appended, tip: now } = yield* ledger.append(environment, [record], tip)
    if (appended) return
    const since = yield* ledger.read(environment, Math.max(0, now.state.number - tip.state.number))
    if (since.some(({ id }) => id === record.id)) return
    tip = now
  }
  return yield* runError(outrun(environment))
})
