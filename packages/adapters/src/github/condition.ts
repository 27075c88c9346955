import type { Node } from "@shipline/core/plan"
import { all } from "./expression.js"
import { limits } from "./limits.js"
import { jobId } from "./names.js"
import { type Scope, subject } from "./scope.js"

const passed = (id: string): string => `needs.${jobId(id)}.result == 'success'`

/**
 * When a job behind a decision or a deployment runs: on a run that may deploy, and when each node that it needs has
 * passed. GitHub adds `success()` to it, which holds for all that stands before those. Other jobs need no condition:
 * they run as soon as what they need has passed.
 */
export const condition = (node: Node, scope: Scope): string | undefined => {
  if (!scope.released.has(node.id)) return undefined
  const { deploying } = scope.events
  if (deploying === undefined) {
    scope.report.add("SL3107", subject(node), `'${node.title}'`)
    return undefined
  }
  const text = all([deploying, ...node.needs.map(passed)])
  if (text.length > limits.expression)
    scope.report.add("SL3118", subject(node), `the condition of '${node.title}'`, text.length)
  return text
}
