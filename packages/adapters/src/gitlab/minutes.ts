import { subject } from "../shared/facts.js"
import { inMinutes } from "../shared/in-minutes.js"
import { limits } from "./limits.js"
import type { JobScope } from "./scope.js"

/** How long a job may take: each of its attempts anew, in whole minutes. */
export const minutes = ({ job, node, report }: JobScope): number => {
  const total = inMinutes(job.timeout * (job.retries + 1))
  if (total > limits.minutes) report.add("SL3316", subject(node), node.title, total)
  return total
}
