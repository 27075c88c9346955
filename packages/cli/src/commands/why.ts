import { explain } from "../ledger/explanation.js"
import { unknownEnvironment } from "../ledger/unknown-environment.js"
import { withLedger } from "../ledger/with-ledger.js"
import type { WhyOptions } from "../options/look-options.js"
import { refuse } from "../problem.js"
import { canvasFor } from "../render/canvas-for.js"
import { commandWords } from "../render/shell-word.js"
import { whyText } from "../render/why-text.js"
import type { ExitCode, Session } from "../session.js"
import { writeData, writeJson } from "../write-out.js"
import { orRefused } from "./refused.js"

/** `shipline why ENV`: from what runs in an environment back to the commit. */
export const why = ({ environment, ledger, json }: WhyOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      const found = await withLedger(session.cwd, ledger, async (store) => {
        const { state } = await store.tip(environment)
        if (state.number === 0) throw await unknownEnvironment(store, environment)
        return explain(store, state, session.started)
      })
      if (found === undefined)
        return refuse(
          "SL5503",
          `nothing was ever deployed to ${environment} successfully`,
          `What was tried there: ${commandWords("shipline", "history", environment)}`,
        )
      if (json) writeJson(found)
      else writeData(await canvasFor((canvas) => whyText(found, canvas)))
      return 0
    },
    json,
  )
