import type { Trace } from "../dry-run/trace.js"

/** Why nothing was deployed to an environment, in words: a deployment that failed, a refusal, or a job that did not start. */
export const whyNot = ({ deployments, admissions, jobs, lane }: Trace, environment: string): string => {
  const failed = deployments.findLast((one) => one.environment === environment)
  if (failed !== undefined) return `its deployment has ${failed.result}`
  const refused = admissions.findLast((one) => one.environment === environment)
  if (refused !== undefined) return `it was refused: ${refused.reasons.map(({ message }) => message).join("; ")}`
  const job = jobs.find((one) => one.kind === "deploy" && one.environment === environment)
  if (job === undefined) return `the lane '${lane}' does not lead there`
  return `admission was never asked: '${job.title}' was ${job.verdict}${job.problem === undefined ? "" : ` (${job.problem.message})`}`
}
