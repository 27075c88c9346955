import type { Problem } from "@shipline/core"
import type { RunCode } from "../errors/codes.js"
import { runProblem } from "../errors/run-problem.js"

/** `refused`: what was asked for is not done, and nothing deploys. `misused`: the guard was not called as it must be. */
export type GuardExit = "refused" | "misused"

/** Why the guard ends without having done what it was asked for. */
export class GuardError extends Error {
  override readonly name = "GuardError"

  constructor(
    readonly problem: Problem,
    readonly exit: GuardExit,
  ) {
    super(`${problem.code} ${problem.message}`)
  }
}

export const refused = (code: RunCode, message: string, hint: string): GuardError =>
  new GuardError(runProblem(code, "", message, hint), "refused")

/** A variable that does not hold what it must. `why` completes the sentence "SHIPLINE_LANE …". */
export const misused = (variable: string, why: string, hint?: string): GuardError =>
  new GuardError(
    runProblem(
      "SL6152",
      variable,
      `${variable} ${why}`,
      hint ?? "Shipline writes the guard's calls: run `shipline compile` and commit the result.",
    ),
    "misused",
  )
