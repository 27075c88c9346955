import type { Gate, Job, Script, Step } from "@shipline/core/plan"
import type { Redeploy } from "./extra-jobs.js"
import type { JobNode } from "./facts.js"

/** A job in all lanes in which it runs. `W` is how the platform says when a step runs. */
interface JobInLanes<W> {
  readonly node: JobNode
  /** All steps of all those lanes. */
  readonly job: Job
  /** The steps that run in some of them alone: when. */
  readonly only: ReadonlyMap<Step, W>
  /** Whether the run has built what the job takes, or whichever of the two its lane says. */
  readonly origin: { readonly kind: "build" } | { readonly kind: "either"; readonly redeploy: Redeploy }
}

interface Given {
  readonly gates: ReadonlyMap<string, Gate>
  readonly redeploys: ReadonlyMap<string, Redeploy>
  /** Whether a run can be one of the hotfix lane. */
  readonly hotfix: boolean
}

interface When<W> {
  readonly hotfix: W
  /** Exactly one of the two holds. */
  readonly otherwise: W
}

/** Each check twice, as it always runs and its faster variant; wherever the lane is not hotfix it is the whole check. */
const withVariant = <W>(job: Job, variant: Script, when: When<W>): Pick<JobInLanes<W>, "job" | "only"> => {
  const only = new Map<Step, W>()
  const steps = job.steps.flatMap((step): readonly Step[] => {
    if (step.kind !== "script" || step.role !== "check") return [step]
    const faster: Step = { ...step, ...variant }
    only.set(step, when.otherwise)
    only.set(faster, when.hotfix)
    return [step, faster]
  })
  return { job: { ...job, steps }, only }
}

/** A job of a run that builds what it deploys. A gate may have a faster variant for the hotfix lane. */
export const jobInLanes = <W>(node: JobNode, { gates, redeploys, hotfix }: Given, when: When<W>): JobInLanes<W> => {
  const variant = "gate" in node && node.lanes.includes("hotfix") && hotfix ? gates.get(node.gate)?.hotfix : undefined
  const redeploy = node.kind === "verify" ? redeploys.get(node.environment) : undefined
  return {
    node,
    ...(variant === undefined ? { job: node.job, only: new Map() } : withVariant(node.job, variant, when)),
    origin: redeploy === undefined ? { kind: "build" } : { kind: "either", redeploy },
  }
}

/** The steps of a job that deploys again which run for a promotion alone: a migration only goes forward. */
export const forwardOnly = <W>({ node, lanes }: Redeploy, promote: W): ReadonlyMap<Step, W> =>
  new Map(
    lanes.includes("rollback")
      ? node.job.steps.flatMap((step) =>
          step.kind === "script" && step.role === "migrate" ? [[step, promote] as const] : [],
        )
      : [],
  )
