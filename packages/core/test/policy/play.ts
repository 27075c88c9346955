import type { Evidence, GateVerdict } from "@shipline/core/ledger"
import type { Node, NodeOf } from "../../src/plan/index.js"

/** How a node may end. Only `passed` lets anything start. */
export const outcomes = ["passed", "failed", "skipped", "cancelled", "timed out"] as const
export type Outcome = (typeof outcomes)[number]

/** A deployment that has started, with the proofs that the candidate had at that moment. */
export interface Deployment {
  readonly node: NodeOf<"deploy">
  readonly proved: ReadonlySet<string>
}

const verdicts: { readonly [O in Outcome]: GateVerdict | undefined } = {
  passed: "passed",
  failed: "failed",
  skipped: undefined,
  cancelled: undefined,
  "timed out": "failed",
}

/**
 * Plays a lane through, and knows only this of it: a node starts when each of its needs has passed. It says in which order
 * what started, and what is known in the end. How each node ends, if it starts, is given.
 */
export const play = (view: readonly Node[], ends: (node: Node) => Outcome) => {
  const started: Node[] = []
  const deployments: Deployment[] = []
  const evidence: Evidence[] = []
  const over = new Set<string>()
  const passed = new Set<string>()
  const proved = new Set<string>()
  for (let before = -1; before !== over.size; ) {
    before = over.size
    for (const node of view) {
      if (over.has(node.id) || !node.needs.every((need) => passed.has(need))) continue
      over.add(node.id)
      started.push(node)
      if (node.kind === "deploy") deployments.push({ node, proved: new Set(proved) })
      const outcome = ends(node)
      if (outcome === "passed") passed.add(node.id)
      if (!("proof" in node)) continue
      const verdict = verdicts[outcome]
      if (verdict !== undefined) evidence.push({ proof: node.proof, verdict, at: moments[started.length] ?? "" })
      if (outcome === "passed") proved.add(node.proof)
    }
  }
  return { started, deployments, evidence, proved }
}

/** A second for each node that starts. */
const moments = Array.from({ length: 100 }, (_, second) => new Date(second * 1_000).toISOString())
