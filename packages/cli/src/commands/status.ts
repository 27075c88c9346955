import { earlierProofs } from "../ledger/earlier-proofs.js"
import { statusOf } from "../ledger/environment-status.js"
import { withLedger } from "../ledger/with-ledger.js"
import type { LookOptions } from "../options/look-options.js"
import { canvasFor } from "../render/canvas-for.js"
import { statusText } from "../render/status-text.js"
import type { ExitCode, Session } from "../session.js"
import { writeData, writeJson, writeWords } from "../write-out.js"
import { orRefused } from "./refused.js"

/** `shipline status`: what runs where. No program is loaded: all that is said is in the ledger. */
export const status = ({ ledger, json }: LookOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      const now = session.started
      const environments = await withLedger(session.cwd, ledger, async (store) => {
        const tips = await store.tips()
        const states = tips.map(({ state }) => state)
        return statusOf(states, now, await earlierProofs(store, tips))
      })
      if (json) writeJson({ environments })
      else if (environments.length === 0) writeWords("The ledger has no record: nothing was deployed yet.\n")
      else writeData(await canvasFor((canvas) => statusText(environments, now, canvas)))
      return 0
    },
    json,
  )
