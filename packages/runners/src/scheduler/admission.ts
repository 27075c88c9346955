import type { Problem } from "@shipline/core"
import type { NodeOf } from "@shipline/core/plan"
import { runProblem } from "../errors/run-problem.js"
import type { Verdict } from "./verdict.js"

/**
 * Whether a deployment may start now: `undefined`, or every reason against it in one problem.
 * Asked again at each attempt, right before it starts.
 */
export const admission = (
  node: NodeOf<"deploy">,
  allow: ReadonlySet<string>,
  verdict: (node: string) => Verdict | undefined,
): Problem | undefined => {
  const path = `nodes.${node.id}`
  if (!allow.has(node.environment))
    return runProblem("SL4301", path, `${node.environment} is not allowed in this run`, "Allow it by name.", node.at)
  const missing = node.proofs.filter((proof) => verdict(proof.node) !== "passed")
  if (missing.length === 0) return undefined
  const lacks = missing.map(({ proof }) =>
    proof.startsWith("deployed to ")
      ? `is not yet deployed to '${proof.slice("deployed to ".length)}'`
      : `has not passed '${proof}'`,
  )
  return runProblem(
    "SL4302",
    path,
    `${node.environment} is out of reach: this candidate ${lacks.join(" and ")}`,
    "Each of them must pass in this run before the deployment starts.",
    node.at,
  )
}
