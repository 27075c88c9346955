import { checkMachine } from "../check-machine.js"
import { literal } from "../expression.js"
import { matrix } from "../matrix.js"
import { minutes } from "../minutes.js"
import type { WorkflowJob } from "../model.js"
import { jobId } from "../names.js"
import { permissions } from "../permissions.js"
import { reach } from "../reach.js"
import type { JobScope } from "../scope.js"
import { service } from "../services.js"
import { jobSteps } from "../steps/job-steps.js"
import { jobEnv } from "../variables.js"

export const machine = ["ubuntu-24.04"]

/** What all jobs that run scripts have in common. */
export const baseJob = (scope: JobScope): WorkflowJob => {
  const { node, job } = scope
  checkMachine(scope)
  return {
    id: jobId(node.id),
    name: node.title,
    ...reach(node, scope),
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
