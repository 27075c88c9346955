import type { Node } from "@shipline/core/plan"
import { limits } from "./limits.js"
import type { WorkflowJob } from "./model.js"
import { type Scope, subject } from "./scope.js"

/** What a node's job needs and when it runs, with whatever speaks against it on GitHub. */
export const reach = (
  node: Node,
  { passages, released, events, report }: Scope,
): Pick<WorkflowJob, "needs" | "condition"> => {
  const { needs = [], condition } = passages.get(node.id) ?? {}
  if (released.has(node.id) && events.release === undefined) report.add("SL3107", subject(node), `'${node.title}'`)
  if (condition === undefined) return { needs }
  if (condition.length > limits.expression)
    report.add("SL3118", subject(node), `the condition of '${node.title}'`, condition.length)
  return { needs, condition }
}
