import { handOvers, namesTags } from "../shared/hand-over.js"
import { type JobScope, subject } from "./scope.js"

/** GitHub's own machines without GNU tools. What a self-hosted machine has, its label does not tell. */
const foreign = /^(?:macos|windows)-/i

/** The steps that Shipline writes around a job's own need Linux wherever artifacts or retries are. */
export const checkMachine = (scope: JobScope): void => {
  const { node, job, report } = scope
  const label = job.runner?.find((one) => foreign.test(one))
  const needsLinux = () => node.kind === "build" || job.retries > 0 || handOvers(scope).length > 0 || namesTags(scope)
  if (label !== undefined && needsLinux()) report.add("SL3132", subject(node), node.title, label)
}
