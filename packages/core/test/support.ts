import {
  type AnyCandidate,
  type Candidate,
  type PipelineOptions,
  type Plan,
  type Problem,
  pipeline,
  ShiplineError,
} from "@shipline/core"
import type { Node } from "../src/plan/index.js"

export const on = { push: "main" } as const

/** The plan of a program. */
export const planOf = (
  program: (source: Candidate<never, never>) => AnyCandidate,
  options: Partial<PipelineOptions> = {},
): Plan => pipeline("p", { on, ...options }, program).plan

export const nodeOf = (plan: Plan, id: string): Node => {
  const found = plan.nodes.find((node) => node.id === id)
  if (found === undefined) throw new Error(`no node '${id}' in ${plan.nodes.map((node) => node.id).join(", ")}`)
  return found
}

/** What a call is refused with. */
export const refusals = (make: () => unknown): readonly Problem[] => {
  try {
    make()
  } catch (error) {
    if (error instanceof ShiplineError) return error.problems
    throw error
  }
  return []
}
