import type { Problem } from "@shipline/core"
import type * as CliError from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import * as Effect from "effect/Effect"
import { problem } from "../problem.js"
import { hasColour } from "../render/colour.js"
import { errors, findingData, report } from "../render/report.js"
import type { Session } from "../session.js"
import { writeData, writeWords } from "../write-out.js"

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** A mistake on the command line in the words of the other errors. */
const usageProblem = (error: CliError.NonShowHelpErrors, path: string): Problem => {
  const help = `Run \`${path} --help\` for what there is.`
  const suggested = (words: readonly string[]) =>
    words.length === 0 ? help : `Did you mean '${words.join("' or '")}'?`
  switch (error._tag) {
    case "UnrecognizedOption":
      return problem("SL5007", `there is no option '${error.option}'`, suggested(error.suggestions))
    case "UnknownSubcommand":
      return problem("SL5007", `there is no command '${error.subcommand}'`, suggested(error.suggestions))
    case "MissingArgument":
      return problem("SL5007", `the ${error.argument} is missing`, help)
    case "MissingOption":
      return problem("SL5007", `the option '--${error.option}' is missing`, help)
    default:
      return problem("SL5007", lower(error.message).replace(/\.$/, ""), help)
  }
}

/** Shows help as data where it was asked for; mistakes as errors like all others. */
export const presenterFor = ({ cwd, argv }: Session): CliOutput.Presenter => {
  const help = (descriptor: 1 | 2) => CliOutput.defaultFormatter({ colors: hasColour(descriptor) })
  return {
    present: (event) =>
      Effect.sync(() => {
        switch (event._tag) {
          case "Version":
            return writeData(`${event.name} ${event.version}\n`)
          case "Help":
            return event.reason === "Requested"
              ? writeData(`${help(1).formatHelpDoc(event.helpDoc).trimEnd()}\n`)
              : writeWords(`${help(2).formatHelpDoc(event.helpDoc).trimEnd()}\n`)
          case "InvalidInvocation": {
            const findings = errors(event.errors.map((error) => usageProblem(error, event.commandPath.join(" "))))
            report(cwd, findings)
            if (!argv.includes("--json")) return
            return writeData(
              `${JSON.stringify({ files: [], problems: findings.map((one) => findingData(cwd, one)) }, undefined, 2)}\n`,
            )
          }
        }
      }),
  }
}
