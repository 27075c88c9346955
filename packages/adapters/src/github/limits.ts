/** What GitHub documents as its limits, or enforces in its published parser. Lengths are in characters. */
export const limits = {
  file: 1_048_576,
  expression: 21_000,
  script: 21_000,
  concurrencyGroup: 400,
  matrixJobs: 256,
  environmentName: 255,
  cacheKey: 512,
  /** Of one environment variable on Linux, in bytes, with its name. */
  variable: 131_071,
  /** A job on GitHub's own machines, and on others. */
  hostedMinutes: 360,
  selfHostedMinutes: 7_200,
  /** The longest wait timer of an environment: 30 days. */
  waitMinutes: 43_200,
} as const
