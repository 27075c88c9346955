import { not, written } from "../shared/condition-test.js"
import type { JobNode } from "../shared/facts.js"
import { jobInLanes } from "../shared/job-in-lanes.js"
import { chosen } from "./events.js"
import type { JobScope, Scope } from "./scope.js"

const inHotfix = chosen(["hotfix"])
const when = {
  hotfix: { condition: written(inHotfix), aside: "the faster way" },
  otherwise: { condition: written(not(inHotfix)) },
}

/** A job of a run that builds what it deploys. */
export const jobScope = (node: JobNode, scope: Scope): JobScope => ({
  ...scope,
  ...jobInLanes(node, { ...scope, hotfix: scope.events.hotfix !== undefined }, when),
})
