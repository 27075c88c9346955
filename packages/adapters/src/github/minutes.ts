import { inMinutes } from "../shared/in-minutes.js"
import { limits } from "./limits.js"
import { type JobScope, subject } from "./scope.js"

/** How long a job may take: each of its attempts anew, in whole minutes. */
export const minutes = ({ job, node, report }: JobScope): number => {
  const total = inMinutes(job.timeout * (job.retries + 1))
  const most = job.runner === undefined ? limits.hostedMinutes : limits.selfHostedMinutes
  if (total > most) report.add("SL3116", subject(node), node.title, total, most)
  return total
}
