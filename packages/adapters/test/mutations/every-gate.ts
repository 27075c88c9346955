import type { Plan } from "@shipline/core"
import { laneView } from "@shipline/core/plan"

/** A deployment of a plan, and one of the nodes that must have passed before it, in a lane. */
export interface Gated {
  readonly lane: "release" | "hotfix"
  readonly deploy: string
  readonly gate: string
}

/** Every gate of every deployment. */
export const everyGate = (plan: Plan): readonly Gated[] =>
  (["release", "hotfix"] as const).flatMap((lane) =>
    laneView(plan, lane)
      .filter((node) => node.kind === "deploy")
      .flatMap(({ id, proofs }) => proofs.map(({ node }): Gated => ({ lane, deploy: id, gate: node }))),
  )
