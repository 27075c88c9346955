import type { Diagram } from "../../prove/diagrams.js"
import type { Requirements } from "../../prove/requirements.js"
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

/** The input that says where a promotion or a rollback goes. */
const environmentInput = "environment"

/** The runs for which a person chose an environment. */
export const chosenOf = (
  file: GitlabFile,
  { environments }: Requirements,
  context: Context,
): ReadonlyMap<string, Diagram> => {
  const targets = environments.flatMap(({ ways }) => ways.flatMap(({ chosen }) => chosen ?? []))
  if (targets.length === 0 || !file.inputs.some(({ name }) => name === environmentInput)) return new Map()
  const values = context.input(environmentInput)
  return new Map(
    targets.flatMap((target) =>
      values.flatMap(({ when, value }) => (value === target ? [[target, when] as const] : [])),
    ),
  )
}
