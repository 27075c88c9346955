import type { DeployNode } from "@shipline/core/plan"
import { slug } from "@shipline/core/plan"
import { handOvers } from "../../shared/hand-over.js"
import { addPolicyVariables, admitScript, policyConstants, recordAfterScript, recordScript } from "../guard-calls.js"
import { jobScope } from "../job-scope.js"
import type { GitlabJob } from "../model.js"
import { shellName } from "../names.js"
import { reach } from "../reach.js"
import type { Scope } from "../scope.js"
import { keepScript } from "../scripts/files.js"
import { readGuard } from "../scripts/receipt.js"
import { take, takeFacts, takeVersion } from "../take.js"
import { baseJob, draft } from "./base.js"
import { place } from "./place.js"
import { redeployJob } from "./redeploy.js"

/** Puts the candidate on an environment, one deployment at a time; and whatever the ledger knows, in a job of its own. */
export const deployJobs = (node: DeployNode, scope: Scope): readonly GitlabJob[] => {
  const begun = draft(jobScope(node, scope))
  const { part } = begun
  addPolicyVariables(part.variables, scope)
  const taken = handOvers(part)
  const files = taken.filter(({ artifact, fields }) => artifact.kind === "files" && fields.has("path"))
  const redeploy = scope.redeploys.get(node.environment)
  const kept =
    files.length === 0 || redeploy === undefined
      ? []
      : [
          keepScript(
            slug(scope.plan.name),
            files.map(({ short }) => ({
              short,
              version: shellName(short, "version"),
              digest: shellName(short, "digest"),
            })),
          ),
        ]
  const base = baseJob(begun, {
    id: node.id,
    laned: true,
    guard: policyConstants(node, part),
    first: [
      ...takeVersion(part),
      ...takeFacts(taken, part),
      ...take(taken, part),
      admitScript(node.environment, false),
      ...kept,
    ],
    last: [`${recordScript.replace("\n", `\n${readGuard}`)}`],
    receipt: [["deployment", "$(told deployment)"]],
  })
  const job: GitlabJob = {
    ...base,
    ...reach(node, scope, { when: "on_success" }),
    ...place(node, scope),
    interruptible: false,
    afterScript: [recordAfterScript(node.environment, scope)],
  }
  return redeploy?.node === node ? [job, redeployJob(redeploy, scope)] : [job]
}
