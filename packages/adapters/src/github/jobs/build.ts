import type { BuildNode } from "@shipline/core/plan"
import { jobScope } from "../job-scope.js"
import type { WorkflowJob } from "../model.js"
import { type Scope, subject } from "../scope.js"
import { handOn } from "../steps/hand-on.js"
import { jobSteps } from "../steps/job-steps.js"
import { baseJob } from "./base.js"

/** Builds an artifact and hands it on by digest. */
export const buildJob = (node: BuildNode, scope: Scope): WorkflowJob => {
  const build = scope.builds.get(node.artifact)
  const inner = jobScope(node, scope)
  const job = baseJob(inner)
  if (build === undefined) {
    scope.report.add("SL3124", subject(node), node.title, `the artifact '${node.artifact}'`)
    return job
  }
  const { first, steps, outputs } = handOn(build, inner)
  return { ...job, outputs, steps: jobSteps(inner, first, steps) }
}
