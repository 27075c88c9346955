import type { CheckNode } from "@shipline/core/plan"
import { handOvers } from "../../shared/hand-over.js"
import { jobScope } from "../job-scope.js"
import type { GitlabJob } from "../model.js"
import { reach } from "../reach.js"
import type { Scope } from "../scope.js"
import { publishesScript } from "../scripts/publishes.js"
import { mayBeTried, take, takeFacts, takeVersion } from "../take.js"
import { baseJob, draft, isLaned } from "./base.js"

/** Runs a gate. An advisory one may fail without failing the pipeline: nothing needs it. */
export const checkJob = (node: CheckNode, scope: Scope): GitlabJob => {
  const begun = draft(jobScope(node, scope))
  const { part } = begun
  const taken = handOvers(part)
  const base = baseJob(begun, {
    id: node.id,
    laned: isLaned(part),
    first: [
      ...(mayBeTried(taken, part) ? [publishesScript(part.plan.on)] : []),
      ...takeVersion(part),
      ...takeFacts(taken, part),
      ...take(taken, part),
    ],
    last: [],
    receipt: [],
  })
  return {
    ...base,
    ...reach(node, scope),
    interruptible: !scope.released.has(node.id),
    advisory: scope.gates.get(node.gate)?.advisory === true,
  }
}
