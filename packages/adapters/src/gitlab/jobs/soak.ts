import type { SoakNode } from "@shipline/core/plan"
import { subject } from "../../shared/facts.js"
import { inMinutes } from "../../shared/in-minutes.js"
import { limits } from "../limits.js"
import type { GitlabJob } from "../model.js"
import { reach } from "../reach.js"
import type { Scope } from "../scope.js"
import { waitingJob } from "./waiting.js"

/**
 * Time passes. The job only keeps the deployment behind it from being asked for too early, and a person may start it before its
 * time; how long the release really ran where it must is for the ledger to say, when it is.
 */
export const soakJob = (node: SoakNode, scope: Scope): GitlabJob => {
  const minutes = inMinutes(node.duration)
  if (minutes > limits.delayMinutes) scope.report.add("SL3328", subject(node), node.title, minutes)
  return {
    ...waitingJob(node, [], []),
    ...reach(node, scope, { when: "delayed", startIn: `${minutes} minutes` }),
    note: "Waits. Started before its time it proves nothing: the guard asks the ledger how long it has really been.",
  }
}
