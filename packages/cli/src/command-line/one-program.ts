import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"

/** The program that `plan`, `graph` and `run` are about. */
export const file = Argument.Path("file", { pathType: "either" }).pipe(
  Argument.withDescription("The program of the pipeline"),
)

export const pipelineName = Flag.String("pipeline").pipe(
  Flag.withMetavar("NAME"),
  Flag.withDescription("Which pipeline, where the program exports several"),
  Flag.optional,
)
