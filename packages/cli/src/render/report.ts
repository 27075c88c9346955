import type { Problem } from "@shipline/core"
import { writeWords } from "../write-out.js"
import { paintFor } from "./colour.js"
import { localPath } from "./local-path.js"
import { type Level, renderProblem } from "./problem.js"

export interface Finding {
  readonly level: Level
  readonly problem: Problem
}

export const errors = (problems: readonly Problem[]): readonly Finding[] =>
  problems.map((problem) => ({ level: "error", problem }))

export const warnings = (problems: readonly Problem[]): readonly Finding[] =>
  problems.map((problem) => ({ level: "warning", problem }))

/** Tells people what is wrong, an empty line between two problems. */
export const report = (cwd: string, findings: readonly Finding[]): void => {
  const paint = paintFor(2)
  const texts = findings.map(({ problem, level }) => renderProblem(problem, level, cwd, paint))
  if (texts.length > 0) writeWords(texts.join("\n"))
}

/** A finding for machines: paths as they are typed in this folder. */
export const findingData = (cwd: string, { level, problem }: Finding): object => {
  const { code, message, hint, at, path } = problem
  return {
    level,
    code,
    message,
    hint,
    ...(path === "" ? {} : { path }),
    ...(at === undefined ? {} : { at: { ...at, file: localPath(cwd, at.file) } }),
  }
}
