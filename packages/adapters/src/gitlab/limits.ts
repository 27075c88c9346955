/** What GitLab documents as its limits, or enforces in its published source. Lengths are in characters. */
export const limits = {
  /** The needs of one job. */
  needs: 50,
  /** The name of a job that another one needs. */
  jobName: 128,
  /** The name of a job of a matrix, its values included. */
  legName: 255,
  /** The options of one input. */
  options: 50,
  matrixJobs: 200,
  environmentName: 255,
  resourceGroup: 255,
  cacheFiles: 2,
  caches: 4,
  changes: 50,
  /** A month, the longest timeout. */
  minutes: 43_200,
  /** The longest delay of a job: a week. */
  delayMinutes: 10_080,
  /** Of one environment variable on Linux, in bytes, with its name. */
  variable: 131_071,
} as const
