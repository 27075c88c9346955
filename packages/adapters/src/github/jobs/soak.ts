import type { SoakNode } from "@shipline/core/plan"
import { inMinutes } from "../../shared/in-minutes.js"
import { limits } from "../limits.js"
import type { WorkflowJob } from "../model.js"
import { soakEnvironment } from "../names.js"
import { type Scope, subject } from "../scope.js"
import { waitTimerScript } from "../scripts/wait-timer.js"
import { waitingJob } from "./waiting.js"

/**
 * Time passes: the job waits for the timer of an environment. It only keeps the deployment behind it from being asked for too
 * early; how long the release really ran where it must is for the ledger to say, when it is.
 */
export const soakJob = (node: SoakNode, scope: Scope): WorkflowJob => {
  const minutes = inMinutes(node.duration)
  if (minutes > limits.waitMinutes) scope.report.add("SL3133", subject(node), node.title, minutes)
  const environment = soakEnvironment(node.proof)
  const note = `Waits for the wait timer of the environment ${environment}, ${minutes} minutes or more: set it in the settings of the repository.`
  const check = {
    name: "Check that it has waited",
    env: [{ name: "MINUTES", value: String(minutes) }],
    run: waitTimerScript,
  }
  return waitingJob(node, { note, environment, check, runner: undefined }, scope)
}
