import * as Command from "effect/cli/Command"
import type { Session } from "../session.js"
import { blockCommand, settleCommand, unblockCommand } from "./act-commands.js"
import { auditCommand } from "./audit-command.js"
import { compileCommand } from "./compile-command.js"
import { graphCommand } from "./graph-command.js"
import { ledgerCommand } from "./ledger-command.js"
import { historyCommand, statusCommand, whyCommand } from "./look-commands.js"
import { planCommand } from "./plan-command.js"
import { promoteCommand, rollbackCommand } from "./redeploy-commands.js"
import { runCommand } from "./run-command.js"
import { verifyCommand } from "./verify-command.js"

/** The whole command line. */
export const rootCommand = (session: Session) =>
  Command.make("shipline").pipe(
    Command.withDescription(
      "Deployment pipelines as typed programs: the only way to an environment is through its gates.",
    ),
    Command.withSubcommands([
      compileCommand(session),
      verifyCommand(session),
      auditCommand(session),
      planCommand(session),
      graphCommand(session),
      runCommand(session),
      promoteCommand(session),
      rollbackCommand(session),
      statusCommand(session),
      historyCommand(session),
      whyCommand(session),
      blockCommand(session),
      unblockCommand(session),
      settleCommand(session),
      ledgerCommand(session),
    ]),
  )
