import type { EnvironmentState, RecordDraft } from "@shipline/core/ledger"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { RunCode } from "../errors/codes.js"
import { type RunError, runError } from "../errors/run-error.js"
import type { Ledger } from "../ledger/ledger.js"
import { mostRaces, outrun } from "./races.js"

/** What may pass: a network that is gone for a moment, a git that somebody's Ctrl-C has ended too. */
const passing: ReadonlySet<string> = new Set<RunCode>(["SL6101", "SL6108"])

/** How often, and after how long, a ledger is asked again that could not be used. */
const patience = { times: 3, schedule: Schedule.spaced("2 seconds") }

/**
 * Appends a record of what has happened, whatever else is appended meanwhile, and asks again where the ledger cannot be
 * used for a moment. `draft` makes the record from the state behind which it is to stand, or says that there is nothing
 * to tell. It is there once, also where the ledger had it already.
 */
export const appendRecord = Effect.fnUntraced(function* (
  ledger: Ledger["Service"],
  environment: string,
  draft: (state: EnvironmentState) => RecordDraft | undefined,
) {
  let seen: number | undefined

  const attempt = Effect.gen(function* () {
    for (let race = 0; race < mostRaces; race++) {
      const tip = yield* ledger.tip(environment)
      const record = draft(tip.state)
      if (record === undefined) return
      // An attempt that has failed, or lost a race, may have arrived all the same.
      const since = seen === undefined ? [] : yield* ledger.read(environment, Math.max(0, tip.state.number - seen))
      if (since.some(({ id }) => id === record.id)) return
      seen ??= tip.state.number
      if ((yield* ledger.append(environment, [record], tip)).appended) return
    }
    return yield* runError(outrun(environment))
  })
  yield* Effect.retry(attempt, {
    ...patience,
    while: ({ problems }: RunError) => problems.every(({ code }) => passing.has(code)),
  })
})
