import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Option from "effect/Option"
import { type BlockOptions, block, unblock } from "../commands/block.js"
import { settle } from "../commands/settle.js"
import type { Session } from "../session.js"
import { ending } from "./ending.js"
import { toggle } from "./toggle.js"
import { incident, ledger, reason } from "./why-flags.js"

const json = toggle("json", "Print the result as JSON")
const version = Argument.String("version").pipe(Argument.withDescription("A version that the ledger knows"))

interface Given {
  readonly reason: string
  readonly incident: Option.Option<string>
  readonly ledger: Option.Option<string>
  readonly json: boolean
}

const common = (given: Given): Omit<BlockOptions, "version"> => ({
  reason: given.reason,
  incident: Option.getOrUndefined(given.incident),
  ledger: Option.getOrUndefined(given.ledger),
  json: given.json,
})

const flags = { reason, incident, ledger, json }

export const blockCommand = (session: Session) =>
  Command.make("block", { version, ...flags }, (given) =>
    ending(() => block({ version: given.version, ...common(given) }, session)),
  ).pipe(
    Command.withShortDescription("Mark a version as bad"),
    Command.withDescription(
      "Marks a version as bad: from then on nobody deploys it to any environment, in any lane. What runs goes on running.",
    ),
  )

export const unblockCommand = (session: Session) =>
  Command.make("unblock", { version, ...flags }, (given) =>
    ending(() => unblock({ version: given.version, ...common(given) }, session)),
  ).pipe(
    Command.withShortDescription("Take a mark back"),
    Command.withDescription("Takes back that a version is marked as bad, in every environment."),
  )

export const settleCommand = (session: Session) =>
  Command.make(
    "settle",
    {
      environment: Argument.String("environment").pipe(
        Argument.withDescription("The environment whose deployment never ended"),
      ),
      ...flags,
    },
    (given) => ending(() => settle({ environment: given.environment, ...common(given) }, session)),
  ).pipe(
    Command.withShortDescription("Declare a dead deployment over"),
    Command.withDescription(
      "Declares the deployment that is under way over, as aborted, so that nobody has to wait for its deadline. For when " +
        "its runner is dead: what runs in the environment is uncertain from then on.",
    ),
  )
