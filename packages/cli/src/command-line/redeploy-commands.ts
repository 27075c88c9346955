import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { type RedeployOptions, redeploy } from "../commands/redeploy.js"
import type { Session } from "../session.js"
import { ending } from "./ending.js"
import { list, separate } from "./list-flag.js"
import { toggle } from "./toggle.js"
import { incident, ledger, override, reason, remoteFlags, text } from "./why-flags.js"

const flags = {
  reason,
  incident,
  override,
  file: text("file", "FILE", "The program; default: the one that has the environment"),
  pipeline: text("pipeline", "NAME", "Which pipeline, where several have the environment"),
  inherit: list("inherit", "VARIABLE,…", "Variables of the environment that jobs get"),
  ledger,
  keep: toggle("keep-workspaces", "Leave the folders of the jobs behind, to look into"),
  dry: toggle("dry-run", "Say what would happen; nothing is run, nothing is written"),
  ...remoteFlags,
  json: toggle("json", "Print the summary as JSON"),
}

/** What was given for the flags above. */
interface Given {
  readonly reason: string
  readonly incident: Option.Option<string>
  readonly override: readonly "freeze"[]
  readonly file: Option.Option<string>
  readonly pipeline: Option.Option<string>
  readonly inherit: readonly string[]
  readonly ledger: Option.Option<string>
  readonly keep: boolean
  readonly dry: boolean
  readonly remote: boolean
  readonly ref: Option.Option<string>
  readonly json: boolean
}

const optionsOf = (given: Given, what: Pick<RedeployOptions, "lane" | "environment" | "version">): RedeployOptions => ({
  ...what,
  reason: given.reason,
  incident: Option.getOrUndefined(given.incident),
  overrides: given.override,
  file: Option.getOrUndefined(given.file),
  pipeline: Option.getOrUndefined(given.pipeline),
  ledger: Option.getOrUndefined(given.ledger),
  allow: [],
  approve: [],
  inherit: separate(given.inherit),
  jobs: undefined,
  keepWorkspaces: given.keep,
  dry: given.dry,
  remote: given.remote,
  ref: Option.getOrUndefined(given.ref),
  json: given.json,
})

export const promoteCommand = (session: Session) =>
  Command.make(
    "promote",
    {
      version: Argument.String("version").pipe(Argument.withDescription("A version that was deployed before")),
      to: Flag.String("to").pipe(Flag.withMetavar("ENV"), Flag.withDescription("The environment that it goes to")),
      ...flags,
    },
    ({ version, to, ...given }) =>
      ending(() => redeploy(optionsOf(given, { lane: "promote", environment: to, version }), session)),
  ).pipe(
    Command.withShortDescription("Bring a version to another environment"),
    Command.withDescription(
      "Brings a version that is deployed elsewhere to an environment. Nothing is built or tested again: the artifacts " +
        "and the proofs are those of the ledger, and the environment requires the same as of a release.",
    ),
    Command.withExamples([
      {
        command: 'shipline promote 20261123.101500-1a2b3c4d --to production --reason "the fair is over"',
        description: "Bring to production what runs in staging",
      },
    ]),
  )

export const rollbackCommand = (session: Session) =>
  Command.make(
    "rollback",
    {
      environment: Argument.String("environment").pipe(Argument.withDescription("The environment that goes back")),
      to: text("to", "VERSION", "A version that ran there; default: the last verified one before the current one"),
      ...flags,
    },
    ({ environment, to, ...given }) =>
      ending(() =>
        redeploy(optionsOf(given, { lane: "rollback", environment, version: Option.getOrUndefined(to) }), session),
      ),
  ).pipe(
    Command.withShortDescription("Go back to a version that ran there"),
    Command.withDescription(
      "Puts back a version that ran in the environment before with its checks passed. Nothing is built, tested or " +
        "migrated; the environment's own checks run afterwards.",
    ),
    Command.withExamples([
      {
        command: 'shipline rollback production --reason "orders are lost"',
        description: "Go back to the last good one",
      },
    ]),
  )
