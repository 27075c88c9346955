import { history } from "./commands/history.js"
import { status } from "./commands/status.js"
import { why } from "./commands/why.js"
import type { Look } from "./options/look-options.js"
import type { ExitCode, Session } from "./session.js"

/** What the commands that look into the ledger need and nothing else. */
export const look = (asked: Look, session: Session): Promise<ExitCode> => {
  switch (asked.command) {
    case "status":
      return status(asked.options, session)
    case "history":
      return history(asked.options, session)
    case "why":
      return why(asked.options, session)
  }
}
