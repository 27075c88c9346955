import { checkMachine } from "../check-machine.js"
import { condition } from "../condition.js"
import { literal } from "../expression.js"
import { matrix } from "../matrix.js"
import { minutes } from "../minutes.js"
import type { WorkflowJob } from "../model.js"
import { jobId } from "../names.js"
import { permissions } from "../permissions.js"
import type { JobNode, JobScope, Scope } from "../scope.js"
import { service } from "../services.js"
import { jobSteps } from "../steps/job-steps.js"
import { jobEnv } from "../variables.js"

export const machine = ["ubuntu-24.04"]

export const jobScope = (node: JobNode, scope: Scope): JobScope => ({ ...scope, node, job: node.job })

/** What all jobs that run scripts have in common. */
export const baseJob = (scope: JobScope): WorkflowJob => {
  const { node, job } = scope
  checkMachine(scope)
  const when = condition(node, scope)
  return {
    id: jobId(node.id),
    name: node.title,
    needs: node.needs.map(jobId),
    ...(when === undefined ? {} : { condition: when }),
    runsOn: (job.runner ?? machine).map(literal),
    ...(job.container === undefined ? {} : { container: literal(job.container) }),
    services: job.services.map((one) => service(one, scope)),
    permissions: permissions(scope),
    minutes: minutes(scope),
    advisory: false,
    matrix: matrix(scope),
    shell: job.shell,
    ...(job.workingDirectory === undefined ? {} : { workingDirectory: literal(job.workingDirectory) }),
    env: jobEnv(scope),
    outputs: [],
    steps: jobSteps(scope),
  }
}
