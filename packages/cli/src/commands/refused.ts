import type { Problem } from "@shipline/core"
import { exitCodeOf } from "../errors.js"
import { Refusal } from "../problem.js"
import { errors, report } from "../render/report.js"
import type { ExitCode, Session } from "../session.js"

/** Mistakes in what was typed alone end with 2. */
const exitCodeFor = (problems: readonly Problem[]): ExitCode =>
  problems.every(({ code }) => exitCodeOf(code) === 2) ? 2 : 1

/** Runs a command; what it is refused for is told and becomes its exit code. */
export const orRefused = async ({ cwd }: Session, work: () => Promise<ExitCode>): Promise<ExitCode> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    report(cwd, errors(error.problems))
    return exitCodeFor(error.problems)
  }
}
