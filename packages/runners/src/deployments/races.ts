import { runProblem } from "../errors/run-problem.js"

/** How often a lost race is run again before it is given up. */
export const mostRaces = 30

/** Others have always been faster. */
export const outrun = (environment: string) =>
  runProblem(
    "SL4309",
    `environments.${environment}`,
    `others write to the ledger of ${environment} faster than this run: it has tried ${mostRaces} times`,
    "Run again when less is going on there.",
  )
