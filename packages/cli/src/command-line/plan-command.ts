import * as Command from "effect/cli/Command"
import * as Option from "effect/Option"
import { plan } from "../commands/plan.js"
import type { Session } from "../session.js"
import { ending } from "./ending.js"
import { file, pipelineName } from "./one-program.js"
import { toggle } from "./toggle.js"

export const planCommand = (session: Session) =>
  Command.make(
    "plan",
    { file, pipeline: pipelineName, json: toggle("json", "Print the plan as JSON") },
    ({ file: program, pipeline, json }) =>
      ending(() => plan({ file: program, pipeline: Option.getOrUndefined(pipeline), json }, session)),
  ).pipe(
    Command.withShortDescription("Show what a pipeline does"),
    Command.withDescription("Shows what a pipeline does: its jobs, its environments and what each of them requires."),
  )
