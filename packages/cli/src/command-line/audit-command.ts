import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { audit } from "../commands/audit.js"
import type { Session } from "../session.js"
import { ending } from "./ending.js"
import { toggle } from "./toggle.js"
import { text } from "./why-flags.js"

export const auditCommand = (session: Session) =>
  Command.make(
    "audit",
    {
      files: Argument.Path("files", { pathType: "either" }).pipe(
        Argument.withDescription("Programs; default: pipelines/*.ts, else what shipline.config.ts names"),
        Argument.variadic(),
      ),
      baseline: Flag.Path("baseline", { pathType: "either" }).pipe(
        Flag.withMetavar("FILE"),
        Flag.withDescription("What is known already; default: shipline.audit.json at the root of the repository"),
        Flag.optional,
      ),
      strict: toggle("strict", "End with 1 also where an entry of the baseline matches nothing"),
      writeBaseline: toggle("write-baseline", "Take what is new into the baseline"),
      owner: text("owner", "WHO", "With --write-baseline: who answers for it"),
      reason: text("reason", "TEXT", "With --write-baseline: why it is still there"),
      until: text("until", "DAY", "With --write-baseline: the last day on which it is accepted, such as 2027-03-31"),
      json: toggle("json", "Print the result as JSON"),
    },
    ({ files, strict, writeBaseline, json, ...given }) =>
      ending(() =>
        audit(
          {
            files,
            baseline: Option.getOrUndefined(given.baseline),
            strict,
            writeBaseline,
            owner: Option.getOrUndefined(given.owner),
            reason: Option.getOrUndefined(given.reason),
            until: Option.getOrUndefined(given.until),
            json,
          },
          session,
        ),
      ),
  ).pipe(
    Command.withShortDescription("Find what comes past the pipelines"),
    Command.withDescription(
      "Reads every other CI file of the repository and reports what comes past the pipelines: jobs that name their " +
        "environments, read their secrets, take their identity, run their deploy command, start them, write their ledger " +
        "or hold their locks. What is in the baseline is listed; what is new ends with 1.",
    ),
    Command.withExamples([
      { command: "shipline audit", description: "In CI: fail where somebody opens another way" },
      {
        command:
          'shipline audit --write-baseline --owner @acme/platform --reason "replaced by March" --until 2027-03-31',
        description: "Adopt step by step",
      },
    ]),
  )
