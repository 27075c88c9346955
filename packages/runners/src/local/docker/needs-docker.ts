import type { Node, Plan } from "@shipline/core/plan"
import { isJobNode } from "../../scheduler/job-node.js"

/** Whether these nodes build an image, run in a container or have services beside them. */
export const needsDocker = (plan: Plan, nodes: readonly Node[]): boolean => {
  const images = new Set(plan.artifacts.flatMap((artifact) => (artifact.kind === "image" ? [artifact.name] : [])))
  return nodes.some(
    (node) =>
      isJobNode(node) &&
      (node.job.container !== undefined ||
        node.job.services.length > 0 ||
        (node.kind === "build" && images.has(node.artifact))),
  )
}
