import type { DeployNode } from "@shipline/core/plan"
import { planText, slug } from "@shipline/core/plan"
import { sha256 } from "../../sha256.js"
import { handOvers } from "../../shared/hand-over.js"
import { admitScript, policyVariables, recordAfterScript, recordScript } from "../guard-calls.js"
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
  for (const variable of policyVariables(node, part, sha256(planText(scope.plan)))) part.variables.add(variable)
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
    guarded: true,
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
    afterScript: [recordAfterScript(scope)],
  }
  return redeploy?.node === node ? [job, redeployJob(redeploy, scope)] : [job]
}
