import type { Trace } from "../dry-run/trace.js"
import { knownName } from "./known-name.js"
import type { MatchResult } from "./match-result.js"

/** Whether a node, by its title, has run: it began, however it ended. */
export const toHaveRun = (trace: Trace, title: string): MatchResult => {
  knownName("job", title, [...trace.jobs.map((job) => job.title), ...trace.leftOut])
  const job = trace.jobs.find((one) => one.title === title)
  const pass = job?.ran === true
  const found =
    job === undefined
      ? `the lane '${trace.lane}' leaves it out`
      : `it was ${job.verdict}${job.problem === undefined ? "" : `: ${job.problem.message}`}`
  return {
    pass,
    message: () =>
      pass ? `'${title}' was not to run, and has ${job?.verdict}` : `'${title}' was to run, but ${found}`,
  }
}
