import type { Step } from "@shipline/core/plan"
import { handOvers, namesTags } from "../../shared/hand-over.js"
import { mayCache } from "../../shared/job-values.js"
import { scriptTitle } from "../../shared/script-title.js"
import type { WorkflowStep } from "../model.js"
import type { JobScope } from "../scope.js"
import { cacheStep } from "./cache.js"
import { checkout } from "./checkout.js"
import { loginStep } from "./login.js"
import { rawSteps } from "./raw.js"
import { reportSteps } from "./report.js"
import { scriptStep } from "./script.js"
import { checkArrivals, take } from "./take.js"
import { toolchainSteps } from "./toolchain.js"
import { versionStep } from "./version.js"

type StepTable = {
  readonly [K in Step["kind"]]: (step: Extract<Step, { kind: K }>, scope: JobScope) => readonly WorkflowStep[]
}

const table: StepTable = {
  script: (step, scope) => [scriptStep(scriptTitle[step.role](scope.node), step, scope)],
  login: (step, scope) => [loginStep(step, scope)],
  raw: rawSteps,
}

/** A step of the program, in the lanes in which it runs. */
export const planStep = (step: Step, scope: JobScope): readonly WorkflowStep[] => {
  const write = table[step.kind] as (step: Step, scope: JobScope) => readonly WorkflowStep[] // the table is total by its type
  const only = scope.only.get(step)
  const steps = write(step, scope)
  if (only === undefined) return steps
  const { condition, aside } = only
  return steps.map((one) => ({ ...one, name: aside === undefined ? one.name : `${one.name}, ${aside}`, condition }))
}

/**
 * All steps of a job, from the check of what it gets to the report that it leaves. `first` stand before the plan's own
 * steps, `last` after them.
 */
export const jobSteps = (
  scope: JobScope,
  first: readonly WorkflowStep[] = [],
  last: readonly WorkflowStep[] = [],
): readonly WorkflowStep[] => {
  const { job, node } = scope
  const taken = handOvers(scope)
  const cached = mayCache(scope)
  return [
    ...checkArrivals(taken, scope),
    checkout(scope, node.kind === "deploy"),
    ...(node.kind === "build" || namesTags(scope) ? [versionStep] : []),
    ...job.toolchains.flatMap((toolchain) => toolchainSteps(toolchain, cached, scope)),
    ...(cached ? job.caches : []).map((cache) => cacheStep(cache, scope)),
    ...take(taken, scope),
    ...first,
    ...job.steps.flatMap((step) => planStep(step, scope)),
    ...last,
    ...reportSteps(scope),
  ]
}
