import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { dryRun } from "../commands/dry-run.js"
import { run } from "../commands/run.js"
import type { Session } from "../session.js"
import { ending } from "./ending.js"
import { file, pipelineName } from "./one-program.js"
import { toggle } from "./toggle.js"

const list = (name: string, metavar: string, description: string): Flag.Flag<readonly string[]> =>
  Flag.String(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(description), Flag.atLeast(0))

/** Names of environments hold no comma; those of approvals may. */
const separate = (values: readonly string[]): readonly string[] =>
  values
    .flatMap((value) => value.split(","))
    .map((value) => value.trim())
    .filter((value) => value !== "")

export const runCommand = (session: Session) =>
  Command.make(
    "run",
    {
      file,
      pipeline: pipelineName,
      allow: list("allow", "ENV,…", "Environments that may be deployed to; default: none"),
      approve: list("approve", "NAME", "An approval that is given already; may be repeated"),
      inherit: list("inherit", "VARIABLE,…", "Variables of the environment that jobs get"),
      jobs: Flag.Int("jobs").pipe(
        Flag.withMetavar("NUMBER"),
        Flag.withDescription("How many jobs run at a time; default: one for each core"),
        Flag.optional,
      ),
      keep: toggle("keep-workspaces", "Leave the folders of the jobs behind, to look into"),
      dry: toggle("dry-run", "Say what would happen; nothing is run, nothing is written"),
      json: toggle("json", "Print the summary as JSON"),
    },
    ({ file: program, pipeline, allow, approve, inherit, jobs, keep, dry, json }) =>
      ending(() =>
        (dry ? dryRun : run)(
          {
            file: program,
            pipeline: Option.getOrUndefined(pipeline),
            allow: separate(allow),
            approve,
            inherit: separate(inherit),
            jobs: Option.getOrUndefined(jobs),
            keepWorkspaces: keep,
            json,
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
    ]),
  )
