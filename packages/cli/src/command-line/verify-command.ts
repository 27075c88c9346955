import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Option from "effect/Option"
import { verify } from "../commands/verify.js"
import type { Session } from "../session.js"
import { ending } from "./ending.js"
import { list, separate } from "./list-flag.js"
import { toggle } from "./toggle.js"
import { text } from "./why-flags.js"

export const verifyCommand = (session: Session) =>
  Command.make(
    "verify",
    {
      files: Argument.Path("files", { pathType: "either" }).pipe(
        Argument.withDescription("Workflows or files of GitLab; default: all that the programs of the project make"),
        Argument.variadic(),
      ),
      plan: text("plan", "FILE", "Hold them against a plan, as `shipline plan --json` prints it"),
      environment: list("environment", "NAME", "For files written by hand: an environment that must be guarded"),
      requires: list("requires", "JOB,…", "With --environment: the jobs that must have passed before"),
      policy: text("policy", "FILE", "The same for several environments: a policy in YAML or JSON"),
      json: toggle("json", "Print the result as JSON"),
    },
    ({ files, plan, environment, requires, policy, json }) =>
      ending(() =>
        verify(
          {
            files,
            plan: Option.getOrUndefined(plan),
            policy: Option.getOrUndefined(policy),
            environments: separate(environment),
            requires: separate(requires),
            json,
          },
          session,
        ),
      ),
  ).pipe(
    Command.withShortDescription("Prove that no file lets a deployment start before its gates"),
    Command.withDescription(
      "Proves on the CI files themselves, by what the platform makes of them, that nothing is deployed before its gates have " +
        "passed: in every lane, whatever fails, is skipped or is cancelled. Ends with 1 and the shortest run that shows it where " +
        "that is not so, and where a file cannot be judged.",
    ),
    Command.withExamples([
      { command: "shipline verify", description: "All files of the project's pipelines, as they stand" },
      {
        command: "shipline verify .github/workflows/deploy.yml --environment production --requires unit,scan",
        description: "A workflow that was written by hand",
      },
    ]),
  )
