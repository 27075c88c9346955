import type { NodeOf } from "@shipline/core/plan"
import { jobId } from "./names.js"
import type { Scope } from "./scope.js"

/** The jobs by which a release has come to where a check looks at it: one of them has run. */
export const deployedBy = (node: NodeOf<"verify">, { plan, redeploys, passages }: Scope): readonly string[] => {
  const deploys = plan.nodes.filter((one) => one.kind === "deploy" && one.environment === node.environment)
  const redeploy = redeploys.get(node.environment)
  const needs = passages.get(node.id)?.needs ?? []
  return [...deploys.map(({ id }) => jobId(id)), ...(redeploy === undefined ? [] : [redeploy.id])].filter((id) =>
    needs.includes(id),
  )
}
