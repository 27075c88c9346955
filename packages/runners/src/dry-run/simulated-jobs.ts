import type { Problem } from "@shipline/core"
import * as Effect from "effect/Effect"
import type { RunCode } from "../errors/codes.js"
import { type RunError, runError } from "../errors/run-error.js"
import { runProblem } from "../errors/run-problem.js"
import { type Attempt, JobFailed, Jobs } from "../scheduler/jobs.js"
import { type GivenOutcomes, givenAttempt } from "./given-outcomes.js"
import type { SimulatedVerdict } from "./simulated-outcome.js"

const problem = ({ node, leg }: Attempt, code: RunCode, words: string): Problem =>
  runProblem(code, `nodes.${node.id}`, `'${leg.title}' ${words}`, "The simulation was told so by `outcomes`.", node.at)

type End = (attempt: Attempt) => Effect.Effect<void, JobFailed | RunError>

/** How each verdict comes about: total, so that a new one fails to compile here. */
const ends: { readonly [V in SimulatedVerdict]: End } = {
  passed: () => Effect.void,
  failed: (attempt) => Effect.fail(new JobFailed({ problem: problem(attempt, "SL4101", "failed") })),
  errored: (attempt) => Effect.fail(runError(problem(attempt, "SL4106", "could not be run"))),
  // Its own timeout ends it.
  "timed out": () => Effect.never,
}

/** Jobs that do nothing, and end as they were told. */
export const simulatedJobs = (outcomes: GivenOutcomes): Jobs["Service"] =>
  Jobs.of({
    uses: () => Effect.succeed([]),
    attempt: (attempt) => {
      const { verdict, takes } = givenAttempt(outcomes, attempt.node.title, attempt.leg, attempt.number)
      return Effect.andThen(Effect.sleep(takes), ends[verdict](attempt))
    },
  })
