import type { Redeploy } from "../../shared/extra-jobs.js"
import { subject } from "../../shared/facts.js"
import { handOvers, pullsImage, toldToChecks } from "../../shared/hand-over.js"
import { forwardOnly } from "../../shared/job-in-lanes.js"
import {
  addPolicyVariables,
  admitScript,
  findScript,
  policyConstants,
  recordAfterScript,
  recordScript,
} from "../guard-calls.js"
import { limits } from "../limits.js"
import type { GitlabJob } from "../model.js"
import { jobKey, shellName } from "../names.js"
import { redeployRules } from "../passages.js"
import { rulesOf } from "../reach.js"
import type { Scope } from "../scope.js"
import { lookScript } from "../scripts/image.js"
import { type ReceiptLine, readGuard } from "../scripts/receipt.js"
import { take, takeAgain, takeFacts, takeVersion } from "../take.js"
import { baseJob, draft } from "./base.js"
import { place } from "./place.js"

/** What the guard has handed on and the checks need to know; the deployment in any case. */
const told = (redeploy: Redeploy, scope: Scope): readonly ReceiptLine[] =>
  [...new Set(["deployment", ...toldToChecks(redeploy, scope)])].map((name) => [name, `$(told ${name})`])

/**
 * Brings to an environment what the ledger knows: takes it from where it was kept, and runs no build, no gate and, on the
 * way back, no migration. What the program runs is told of the artifacts that were admitted, not of those that were found.
 */
export const redeployJob = (redeploy: Redeploy, scope: Scope): GitlabJob => {
  const { id, node } = redeploy
  const only = forwardOnly(redeploy, '[ "$SHIPLINE_LANE" = promote ]')
  const begun = draft({ ...scope, node, job: node.job, only, origin: { kind: "ledger" } })
  const { part } = begun
  const key = jobKey(scope.plan, id)
  if (key.length > limits.jobName) scope.report.add("SL3326", subject(node), key, key.length)
  addPolicyVariables(part.variables, scope)
  part.variables.add({ name: "SHIPLINE_WANTED", value: "$[[ inputs.version ]]" })
  const taken = handOvers(part)
  const base = baseJob(begun, {
    id,
    laned: true,
    guard: policyConstants(node, part),
    first: [
      findScript("SHIPLINE_WANTED").replace("\n", `\n${readGuard}`),
      ...takeFacts(taken, part),
      ...take(taken, part),
      ...taken.filter(pullsImage).map(({ short }) => lookScript(short, shellName(short, "ref"))),
      admitScript(node.environment, true),
      ...takeAgain(taken),
      ...takeVersion(part),
    ],
    last: [recordScript],
    receipt: told(redeploy, scope),
  })
  return {
    ...base,
    note: `Promotion and rollback to ${node.environment}: what the ledger knows, taken from where it was kept.`,
    stage: scope.stages.of(node),
    needs: [],
    rules: rulesOf(redeployRules(node.environment, scope), { when: "on_success" }),
    ...place(node, scope),
    interruptible: false,
    afterScript: [recordAfterScript(node.environment, scope)],
  }
}
