import type { JobNode } from "../shared/facts.js"
import { jobInLanes } from "../shared/job-in-lanes.js"
import type { JobScope, Scope } from "./scope.js"

const when = { hotfix: '[ "$SHIPLINE_LANE" = hotfix ]', otherwise: '[ "$SHIPLINE_LANE" != hotfix ]' }

/** A job of a pipeline that builds what it deploys. */
export const jobScope = (node: JobNode, scope: Scope): JobScope => ({
  ...scope,
  ...jobInLanes(node, { ...scope, hotfix: scope.events.hotfix.length > 0 }, when),
})
