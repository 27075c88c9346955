import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { history } from "../commands/history.js"
import { status } from "../commands/status.js"
import { why } from "../commands/why.js"
import { defaultLimit } from "../options/look-options.js"
import type { Session } from "../session.js"
import { withoutAbsent } from "../without-absent.js"
import { ending } from "./ending.js"
import { toggle } from "./toggle.js"
import { ledger } from "./why-flags.js"

const json = toggle("json", "Print the result as JSON")

const environment = Argument.String("environment").pipe(Argument.withDescription("The name of the environment"))

const lookOptions = (given: { readonly ledger: Option.Option<string>; readonly json: boolean }) => ({
  ...withoutAbsent({ ledger: Option.getOrUndefined(given.ledger) }),
  json: given.json,
})

export const statusCommand = (session: Session) =>
  Command.make("status", { ledger, json }, (given) => ending(() => status(lookOptions(given), session))).pipe(
    Command.withShortDescription("Show what runs where"),
    Command.withDescription(
      "Shows what runs in each environment: since when, by whom, whether its checks have passed, and how far it is ahead " +
        "of the environment after it. All of it is in the ledger; no program is loaded.",
    ),
  )

export const historyCommand = (session: Session) =>
  Command.make(
    "history",
    {
      environment,
      limit: Flag.Int("limit").pipe(
        Flag.withMetavar("NUMBER"),
        Flag.withDescription(`How much is shown at most; default: ${defaultLimit}`),
        Flag.withDefault(defaultLimit),
      ),
      ledger,
      json,
    },
    ({ environment: name, limit, ...given }) =>
      ending(() => history({ environment: name, limit, ...lookOptions(given) }, session)),
  ).pipe(
    Command.withShortDescription("Show what happened in an environment"),
    Command.withDescription(
      "Shows what happened in an environment, newest first: deployments with their checks, refusals with their reasons, " +
        "blocks and rules that were set aside.",
    ),
  )

export const whyCommand = (session: Session) =>
  Command.make("why", { environment, ledger, json }, ({ environment: name, ...given }) =>
    ending(() => why({ environment: name, ...lookOptions(given) }, session)),
  ).pipe(
    Command.withShortDescription("Show why an environment runs what it runs"),
    Command.withDescription(
      "Shows why an environment runs what it runs, back to the commit: its artifacts by digest, every gate with its " +
        "verdict, when and by whom, its deployment, and the checks after it.",
    ),
  )
