import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Cause from "effect/Cause"
import * as CliConfig from "effect/cli/CliConfig"
import * as CliError from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { Ending } from "./command-line/ending.js"
import { presenterFor } from "./command-line/presenter.js"
import { rootCommand } from "./command-line/root-command.js"
import type { ExitCode, Session } from "./session.js"
import { version } from "./version.js"

const exitCode = (exit: Exit.Exit<void, unknown>): ExitCode => {
  if (Exit.isSuccess(exit)) return 0
  const [error] = exit.cause.reasons.flatMap((reason) => (Cause.isFailReason(reason) ? [reason.error] : []))
  if (error instanceof Ending) return error.code
  if (CliError.isCliError(error)) return 2
  throw Cause.squash(exit.cause)
}

/** The whole command line: help, completions, suggestions, every command. */
export const full = (session: Session): Promise<ExitCode> => {
  const platform = Layer.mergeAll(
    NodeServices.layer,
    CliOutput.layerPresenter(presenterFor(session)),
    CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.Completions] }),
  )
  const program = Command.runWith(rootCommand(session), { version })(session.argv).pipe(Effect.provide(platform))
  return Effect.runPromiseExit(program).then(exitCode)
}
