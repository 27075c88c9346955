/**
 * How a node ended. Only `passed` opens what waits for it.
 * `failed`: it ran and said no. `errored`: it could not be run. `cancelled`: the run was stopped.
 * `skipped`: something that it needs did not pass. `held`: its environment is not allowed in this run.
 */
export type Verdict = "passed" | "failed" | "errored" | "cancelled" | "skipped" | "held"

/** Verdicts that mean that something went wrong. */
export const isBad = (verdict: Verdict): boolean =>
  verdict === "failed" || verdict === "errored" || verdict === "cancelled"
