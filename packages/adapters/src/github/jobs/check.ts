import type { CheckNode } from "@shipline/core/plan"
import { jobScope } from "../job-scope.js"
import type { WorkflowJob } from "../model.js"
import type { Scope } from "../scope.js"
import { baseJob } from "./base.js"

/** Runs a gate. An advisory one may fail without failing the run: nothing needs it. */
export const checkJob = (node: CheckNode, scope: Scope): WorkflowJob => ({
  ...baseJob(jobScope(node, scope)),
  advisory: scope.gates.get(node.gate)?.advisory === true,
})
