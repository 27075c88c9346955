import { readBack } from "../ledger/read-back.js"
import { unknownEnvironment } from "../ledger/unknown-environment.js"
import { withLedger } from "../ledger/with-ledger.js"
import type { HistoryOptions } from "../options/look-options.js"
import { refuse } from "../problem.js"
import { canvasFor } from "../render/canvas-for.js"
import { historyText } from "../render/history-text.js"
import type { ExitCode, Session } from "../session.js"
import { writeData, writeJson } from "../write-out.js"
import { orRefused } from "./refused.js"

/** `shipline history ENV`: what happened in an environment, newest first. */
export const history = ({ environment, limit, ledger, json }: HistoryOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      if (!Number.isInteger(limit) || limit < 1)
        refuse("SL5502", `'--limit ${limit}' shows nothing`, "Give a whole number from 1.")
      const entries = await withLedger(session.cwd, ledger, async (store) => {
        // One more than is shown: the oldest may lack what was recorded before it.
        const some = await readBack(store, environment, session.started, ({ length }) => length > limit, 6 * limit)
        if (some.length === 0) throw await unknownEnvironment(store, environment)
        return some.slice(-limit).toReversed()
      })
      if (json) writeJson({ environment, entries })
      else writeData(await canvasFor((canvas) => historyText(environment, entries, canvas)))
      return 0
    },
    json,
  )
