import type { Problem } from "@shipline/core"
import { exitCodeOf } from "../errors.js"
import { Refusal } from "../problem.js"
import { errors, findingData, report } from "../render/report.js"
import type { ExitCode, Session } from "../session.js"
import { writeJson } from "../write-out.js"

/** Mistakes in what was typed alone end with 2. */
const exitCodeFor = (problems: readonly Problem[]): ExitCode =>
  problems.every(({ code }) => exitCodeOf(code) === 2) ? 2 : 1

/** Runs a command; what it is refused for is told, as data too where data was asked for, and becomes its exit code. */
export const orRefused = async ({ cwd }: Session, work: () => Promise<ExitCode>, json = false): Promise<ExitCode> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const findings = errors(error.problems)
    report(cwd, findings)
    if (json) writeJson({ problems: findings.map((one) => findingData(cwd, one)) })
    return exitCodeFor(error.problems)
  }
}
