import { localActor, settle as settleDeployment } from "@shipline/runners"
import { act } from "../ledger/act.js"
import { unknownEnvironment } from "../ledger/unknown-environment.js"
import { commandWords } from "../render/shell-word.js"
import { visibleLine } from "../render/visible.js"
import type { ExitCode, Session } from "../session.js"
import { withoutAbsent } from "../without-absent.js"
import { writeData, writeJson, writeWords } from "../write-out.js"
import { orRefused } from "./refused.js"

export interface SettleOptions {
  readonly environment: string
  readonly reason: string
  readonly incident: string | undefined
  readonly ledger: string | undefined
  readonly json: boolean
}

/** `shipline settle`: the deployment whose runner is dead is over. */
export const settle = (options: SettleOptions, session: Session): Promise<ExitCode> =>
  orRefused(
    session,
    async () => {
      const { environment, reason, incident, ledger, json } = options
      const settled = await act(session.cwd, ledger, async (store) => {
        if ((await store.tip(environment)).state.number === 0) throw await unknownEnvironment(store, environment)
        return settleDeployment(store, { environment, reason, actor: localActor(), ...withoutAbsent({ incident }) })
      })
      if (json) writeJson({ environment, ...settled })
      else {
        writeData(`the deployment of ${visibleLine(settled.version)} to ${visibleLine(environment)} is over: aborted\n`)
        writeWords(
          "Its script may still be at work where it was started: look for it before you deploy again.\n" +
            `What runs there is uncertain until a deployment succeeds: ${commandWords("shipline", "status")}\n`,
        )
      }
      return 0
    },
    options.json,
  )
