import type { VerifyNode } from "@shipline/core/plan"
import { deployedBy } from "../../shared/extra-jobs.js"
import { handOvers } from "../../shared/hand-over.js"
import { readsEnvironmentSecret } from "../../shared/job-values.js"
import { checkConstants, deploymentScript, laneOf } from "../guard-calls.js"
import { jobScope } from "../job-scope.js"
import { isParallel } from "../matrix.js"
import type { GitlabJob } from "../model.js"
import { nameOf, receiptPath } from "../names.js"
import { reach } from "../reach.js"
import type { Scope } from "../scope.js"
import { readReceipts } from "../scripts/receipt.js"
import { setUpAfterScript } from "../scripts/set-up.js"
import { take, takeFacts, takeVersion } from "../take.js"
import { baseJob, draft, isLaned } from "./base.js"
import { verdictJob } from "./verdict.js"

const recordScript = (deployed: readonly string[]): string => `# Record the verdict
${readReceipts}${deploymentScript(deployed)}SHIPLINE_DEPLOYMENT="$deployment" SHIPLINE_STATUS=success node .shipline/guard.mjs check
`

const recordAfterScript = (
  node: VerifyNode,
  deployed: readonly string[],
  scope: Scope,
): string => `# A check that failed or was cancelled is recorded too
${setUpAfterScript(laneOf(scope), checkConstants(node))}${readReceipts}${deploymentScript(deployed)}if [ "$CI_JOB_STATUS" != success ] && [ -n "$deployment" ]; then
  SHIPLINE_DEPLOYMENT="$deployment" SHIPLINE_STATUS="$CI_JOB_STATUS" node .shipline/guard.mjs check
fi
`

/**
 * Runs a gate against an environment, after the deployment to it. The environment's secrets open only to a job that names
 * it; this one does so without deploying there. The verdict is recorded by the job itself where it is one job that has
 * Node.js for the guard, else by one of its own.
 */
export const verifyJobs = (node: VerifyNode, scope: Scope): readonly GitlabJob[] => {
  const begun = draft(jobScope(node, scope))
  const { part, machine } = begun
  const advisory = scope.gates.get(node.gate)?.advisory === true
  const deployed = deployedBy(node, scope, scope.passages.get(node.id)?.all ?? [], nameOf)
  // What may fail proves nothing, and so there is nothing to write down.
  const recorded = !advisory && deployed.length > 0
  const several = isParallel(part)
  const itself = recorded && !several && machine.hasNode
  const taken = handOvers(part)
  const base = baseJob(begun, {
    id: node.id,
    laned: itself || isLaned(part),
    ...(itself ? { guard: checkConstants(node) } : {}),
    first: [...takeVersion(part), ...takeFacts(taken, part), ...take(taken, part)],
    last: itself ? [recordScript(deployed)] : [],
    receipt: [],
  })
  const leg = `cp ${receiptPath(node.id)} "${receiptPath(node.id)}.$CI_NODE_INDEX"\n`
  const legs = recorded && several
  const job: GitlabJob = {
    ...base,
    ...reach(node, scope),
    ...(readsEnvironmentSecret(part.job) ? { environment: { name: node.environment, action: "verify" } } : {}),
    interruptible: false,
    advisory,
    script: legs ? [...base.script, `# And one for this part\n${leg}`] : base.script,
    keeps: legs ? [...base.keeps, `${receiptPath(node.id)}.$CI_NODE_INDEX`] : base.keeps,
    afterScript: itself ? [recordAfterScript(node, deployed, scope)] : [],
  }
  return recorded && !itself ? [job, verdictJob(node, part, deployed)] : [job]
}
