import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { run } from "../commands/run.js"
import type { Session } from "../session.js"
import { ending } from "./ending.js"
import { list, separate } from "./list-flag.js"
import { file, pipelineName } from "./one-program.js"
import { toggle } from "./toggle.js"
import { incident, ledger, override, remoteFlags, text } from "./why-flags.js"

const lane = Flag.Literals("lane", ["release", "hotfix"]).pipe(
  Flag.withDescription("The way through the pipeline; default: release"),
  Flag.withDefault("release" as const),
)

export const runCommand = (session: Session) =>
  Command.make(
    "run",
    {
      file,
      pipeline: pipelineName,
      lane,
      reason: text("reason", "TEXT", "Why; a hotfix and an override need it, and it is recorded"),
      incident,
      override,
      allow: list("allow", "ENV,…", "Environments that may be deployed to; default: none"),
      approve: list("approve", "NAME", "An approval that is given already; may be repeated"),
      inherit: list("inherit", "VARIABLE,…", "Variables of the environment that jobs get"),
      jobs: Flag.Int("jobs").pipe(
        Flag.withMetavar("NUMBER"),
        Flag.withDescription("How many jobs run at a time; default: one for each core"),
        Flag.optional,
      ),
      ledger,
      keep: toggle("keep-workspaces", "Leave the folders of the jobs behind, to look into"),
      dry: toggle("dry-run", "Say what would happen; nothing is run, nothing is written"),
      ...remoteFlags,
      json: toggle("json", "Print the summary as JSON"),
    },
    (given) =>
      ending(() =>
        run(
          {
            file: given.file,
            pipeline: Option.getOrUndefined(given.pipeline),
            lane: given.lane,
            reason: Option.getOrUndefined(given.reason),
            incident: Option.getOrUndefined(given.incident),
            overrides: given.override,
            ledger: Option.getOrUndefined(given.ledger),
            allow: separate(given.allow),
            approve: given.approve,
            inherit: separate(given.inherit),
            jobs: Option.getOrUndefined(given.jobs),
            keepWorkspaces: given.keep,
            dry: given.dry,
            remote: given.remote,
            ref: Option.getOrUndefined(given.ref),
            json: given.json,
          },
          session,
        ),
      ),
  ).pipe(
    Command.withShortDescription("Run a pipeline on this machine"),
    Command.withDescription(
      "Runs a pipeline on this machine, from the committed source. Nothing is deployed but to the environments that " +
        "are allowed by name; approvals are asked for on a terminal.",
    ),
    Command.withExamples([
      { command: "shipline run pipelines/shop.ts", description: "Build and test, deploy nothing" },
      { command: "shipline run pipelines/shop.ts --allow dev,staging", description: "Deploy to two environments" },
      { command: "shipline run pipelines/shop.ts --allow dev --dry-run", description: "See what that would do" },
      {
        command: 'shipline run pipelines/shop.ts --lane hotfix --allow production --reason "prices are wrong"',
        description: "Bring a hotfix by its shorter way",
      },
    ]),
  )
