import type { Job, Script, Step } from "@shipline/core/plan"
import type { JobNode } from "../shared/facts.js"
import type { JobScope, Scope } from "./scope.js"

/** A gate's faster variant, where the gate has one and runs in the hotfix lane. */
const variantOf = (node: JobNode, { gates, events }: Scope): Script | undefined =>
  "gate" in node && node.lanes.includes("hotfix") && events.hotfix.length > 0 ? gates.get(node.gate)?.hotfix : undefined

/** Each check twice, as it always runs and its faster variant: exactly one of them runs, and wherever the lane is not hotfix the whole check. */
const withVariant = (job: Job, variant: Script): Pick<JobScope, "job" | "only"> => {
  const only = new Map<Step, string>()
  const steps = job.steps.flatMap((step): readonly Step[] => {
    if (step.kind !== "script" || step.role !== "check") return [step]
    const faster: Step = { ...step, ...variant }
    only.set(step, '[ "$SHIPLINE_LANE" != hotfix ]')
    only.set(faster, '[ "$SHIPLINE_LANE" = hotfix ]')
    return [step, faster]
  })
  return { job: { ...job, steps }, only }
}

/** A job of a pipeline that builds what it deploys. */
export const jobScope = (node: JobNode, scope: Scope): JobScope => {
  const variant = variantOf(node, scope)
  const redeploy = node.kind === "verify" ? scope.redeploys.get(node.environment) : undefined
  return {
    ...scope,
    node,
    ...(variant === undefined ? { job: node.job, only: new Map() } : withVariant(node.job, variant)),
    origin: redeploy === undefined ? { kind: "build" } : { kind: "either", redeploy },
  }
}
