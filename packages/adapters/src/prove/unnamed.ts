import type { Touch } from "./model.js"
import type { Requirements } from "./requirements.js"

/**
 * Environments to which a job deploys because a team says so, where the file does not: a job that names none, or calls
 * what does. A file that was made from a plan says it itself.
 */
export const deploysUnnamed = (
  job: string,
  { environments, program }: Requirements,
  named: readonly (string | undefined)[],
): readonly Touch[] =>
  program !== undefined || named.includes(undefined)
    ? []
    : environments
        .filter(({ environment, deploys }) => deploys?.includes(job) === true && !named.includes(environment))
        .map(({ environment }) => ({ environment, how: "deploys" }))
