import type { Service } from "@shipline/core/plan"
import { literal } from "./expression.js"
import type { WorkflowService } from "./model.js"
import { type JobScope, subject } from "./scope.js"
import { hold } from "./value.js"
import { env } from "./variables.js"

/** An argument of docker as the runner splits it: by the rules for quotes and backslashes of Windows, on every system. */
const argument = (text: string): string =>
  `"${text.replace(/(\\*)("|$)/g, (_, slashes: string, end: string) => `${slashes}${slashes}${end === "" ? "" : '\\"'}`)}"`

const health = (command: string): string =>
  `--health-cmd ${argument(command)} --health-interval 5s --health-timeout 5s --health-retries 20`

/** A server beside the job; the job waits until it is healthy. */
export const service = (
  { name, image, variables, ports, health: command }: Service,
  scope: JobScope,
): WorkflowService => {
  if (!/^[A-Za-z_][\w-]*$/.test(name)) scope.report.add("SL3112", subject(scope.node), name)
  for (const { name: variable, value } of variables)
    if (hold(value, scope).waits)
      scope.report.add(
        "SL3124",
        subject(scope.node),
        scope.node.title,
        `what the variable ${variable} of '${name}' holds`,
      )
  if (scope.job.container !== undefined) scope.report.add("SL3111", subject(scope.node), scope.node.title)
  return {
    name,
    image: literal(image),
    env: env(variables, scope),
    ports: ports.map(({ host, container }) => `${host}:${container}`),
    ...(command === undefined ? {} : { options: literal(health(command)) }),
  }
}
