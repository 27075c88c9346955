import type { Lane, Plan } from "@shipline/core/plan"
import type { Diagram } from "../../prove/diagrams.js"
import type { Model } from "../../prove/model.js"
import type { Requirements } from "../../prove/requirements.js"
import { menuOf } from "../../shared/menu.js"
import type { GitlabFile } from "../read/types.js"
import type { Context } from "./context.js"

/** The input that says the lane. */
export const laneInput = "lane"

/** By which sources the pipelines of a lane are started. */
export interface LaneStart {
  readonly lane: Lane
  readonly sources: readonly string[]
}

/** What a plan says of what starts the pipelines of each lane. */
export const laneStarts = (plan: Plan): readonly LaneStart[] => {
  const { push, schedule, manual } = plan.on
  const chosen = menuOf(plan)
  const byHand = chosen.length === 0 && manual === true ? (["release"] as const) : chosen
  return [
    ...(push === undefined ? [] : [{ lane: "release", sources: ["push"] } as const]),
    ...(schedule === undefined ? [] : [{ lane: "release", sources: ["schedule"] } as const]),
    ...byHand.map((lane): LaneStart => ({ lane, sources: ["web", "api"] })),
  ]
}

/** The runs that each of these begins, by the lane. */
export const beginsOf = (starts: readonly LaneStart[], context: Context): NonNullable<Model["begins"]> => {
  const begins = new Map<string, { readonly name: string; readonly when: Diagram }[]>()
  for (const { lane, sources } of starts)
    begins.set(lane, [...(begins.get(lane) ?? []), { name: sources.join(" or "), when: context.isSource(...sources) }])
  return begins
}

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
