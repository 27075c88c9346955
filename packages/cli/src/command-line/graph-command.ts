import { lanes } from "@shipline/core/plan"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import { formats, graph } from "../commands/graph.js"
import type { Session } from "../session.js"
import { ending } from "./ending.js"
import { file, pipelineName } from "./one-program.js"
import { text } from "./why-flags.js"

const format = Flag.Literals("format", formats).pipe(
  Flag.withDescription("The language of the drawing; default: text"),
  Flag.withDefault("text" as const),
)

const lane = Flag.Literals("lane", lanes).pipe(
  Flag.withDescription("Only what runs in a lane, and how long it may take; default: the whole plan"),
  Flag.optional,
)

export const graphCommand = (session: Session) =>
  Command.make(
    "graph",
    {
      file,
      pipeline: pipelineName,
      format,
      lane,
      environment: text("environment", "ENV", "Of deployments and the checks on them, only those of one environment"),
    },
    (given) =>
      ending(() =>
        graph(
          {
            file: given.file,
            pipeline: Option.getOrUndefined(given.pipeline),
            format: given.format,
            lane: Option.getOrUndefined(given.lane),
            environment: Option.getOrUndefined(given.environment),
          },
          session,
        ),
      ),
  ).pipe(
    Command.withShortDescription("Draw what waits for what"),
    Command.withDescription("Draws what waits for what, without the lines that follow from others."),
    Command.withExamples([
      {
        command: "shipline graph pipelines/shop.ts --lane hotfix",
        description: "What a hotfix runs, and how long it may take",
      },
    ]),
  )
