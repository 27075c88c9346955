import * as Command from "effect/cli/Command"
import type { Session } from "../session.js"
import { compileCommand } from "./compile-command.js"
import { graphCommand } from "./graph-command.js"
import { planCommand } from "./plan-command.js"
import { runCommand } from "./run-command.js"

/** The whole command line. */
export const rootCommand = (session: Session) =>
  Command.make("shipline").pipe(
    Command.withDescription(
      "Deployment pipelines as typed programs: the only way to an environment is through its gates.",
    ),
    Command.withSubcommands([
      compileCommand(session),
      planCommand(session),
      graphCommand(session),
      runCommand(session),
    ]),
  )
