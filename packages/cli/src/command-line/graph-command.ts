import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { formats, graph } from "../commands/graph.js"
import type { Session } from "../session.js"
import { ending } from "./ending.js"
import { file, pipelineName } from "./one-program.js"

const format = Flag.Literals("format", formats).pipe(
  Flag.withDescription("The language of the drawing; default: text"),
  Flag.withDefault("text" as const),
)

export const graphCommand = (session: Session) =>
  Command.make("graph", { file, pipeline: pipelineName, format }, ({ file: program, pipeline, format: chosen }) =>
    ending(() => graph({ file: program, pipeline: Option.getOrUndefined(pipeline), format: chosen }, session)),
  ).pipe(
    Command.withShortDescription("Draw what waits for what"),
    Command.withDescription("Draws what waits for what, without the lines that follow from others."),
  )
