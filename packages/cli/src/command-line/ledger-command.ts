import * as Command from "effect/cli/Command"
import * as Option from "effect/Option"
import { verifyLedger } from "../commands/verify-ledger.js"
import type { Session } from "../session.js"
import { withoutAbsent } from "../without-absent.js"
import { ending } from "./ending.js"
import { toggle } from "./toggle.js"
import { ledger } from "./why-flags.js"

const verifyCommand = (session: Session) =>
  Command.make("verify", { ledger, json: toggle("json", "Print the result as JSON") }, (given) =>
    ending(() =>
      verifyLedger({ ...withoutAbsent({ ledger: Option.getOrUndefined(given.ledger) }), json: given.json }, session),
    ),
  ).pipe(
    Command.withShortDescription("Check every record of the ledger"),
    Command.withDescription(
      "Checks every record of the ledger: hashes, order, numbers, and what is kept beside them. Names the first bad one " +
        "of each chain. Note the hashes elsewhere: whoever may rewrite a whole chain can make one that fits.",
    ),
  )

export const ledgerCommand = (session: Session) =>
  Command.make("ledger").pipe(
    Command.withShortDescription("Check the ledger itself"),
    Command.withDescription("The ledger: a chain of records for each environment, kept in git."),
    Command.withSubcommands([verifyCommand(session)]),
  )
