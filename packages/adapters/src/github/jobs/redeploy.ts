import { written } from "../../shared/condition-test.js"
import type { Redeploy } from "../../shared/extra-jobs.js"
import { handOvers, pullsImage, toldToChecks } from "../../shared/hand-over.js"
import { forwardOnly } from "../../shared/job-in-lanes.js"
import { chosen } from "../events.js"
import { expression } from "../expression.js"
import type { WorkflowJob } from "../model.js"
import { recording } from "../permissions.js"
import type { JobScope, Scope } from "../scope.js"
import { checkout } from "../steps/checkout.js"
import { admit, admitId, find, findId, policyEnv, record } from "../steps/guard.js"
import { planStep } from "../steps/job-steps.js"
import { lookFor } from "../steps/look.js"
import { take } from "../steps/take.js"
import { toolchainSteps } from "../steps/toolchain.js"
import { baseJob } from "./base.js"
import { place } from "./place.js"

/**
 * Brings to an environment what the ledger knows: takes it from where it was kept, and runs no build, no gate and, on the
 * way back, no migration. What the program runs is told of the artifacts that were admitted, not of those that were found.
 */
export const redeployJob = (redeploy: Redeploy, scope: Scope): WorkflowJob => {
  const { id, node, lanes } = redeploy
  const only = forwardOnly(redeploy, { condition: written(chosen(["promote"])) })
  const found: JobScope = { ...scope, node, job: node.job, only, origin: { kind: "ledger", step: findId } }
  const admitted: JobScope = { ...found, origin: { kind: "ledger", step: admitId } }
  const taken = handOvers(found)
  const base = baseJob(admitted)
  return {
    ...base,
    ...place(node, found),
    id,
    note: `Promotion and rollback to ${node.environment}: what the ledger knows, taken from where it was kept.`,
    name: `redeploy ${node.environment}`,
    needs: [],
    condition: written(scope.events.redeploying(node.environment, lanes)),
    env: [...policyEnv(node, found), ...base.env],
    permissions: recording(base.permissions, "record the deployment"),
    outputs: toldToChecks(redeploy, scope).map((name) => [name, expression(`steps.${admitId}.outputs.${name}`)]),
    steps: [
      checkout(found, true),
      find,
      ...node.job.toolchains.flatMap((toolchain) => toolchainSteps(toolchain, false, found)),
      ...take(taken, found),
      ...taken.filter(pullsImage).map((one) => lookFor(one, found)),
      admit(node, found),
      ...node.job.steps.flatMap((step) => planStep(step, admitted)),
      record,
    ],
  }
}
