import type { Diagram } from "../../prove/diagrams.js"
import type { GitlabFile } from "../read/types.js"
import type { Context } from "./context.js"

/** The input that says the lane. */
export const laneInput = "lane"

/** The runs of each lane. A file that does not ask for one knows only the release lane. */
export const lanesOf = (file: GitlabFile, context: Context): ReadonlyMap<string, Diagram> => {
  const input = file.inputs.find(({ name }) => name === laneInput)
  if (input === undefined) return new Map([["release", context.choices.diagrams.yes]])
  return new Map(
    context.input(laneInput).flatMap(({ when, value }) => (typeof value === "string" ? [[value, when] as const] : [])),
  )
}
