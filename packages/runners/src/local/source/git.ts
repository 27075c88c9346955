import * as Effect from "effect/Effect"
import { type RunError, runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { succeeded } from "../process/command.js"
import { Processes } from "../process/processes.js"

/** The environment of a run without what a git hook or an outer git command would bend git with. */
export const gitEnvironment = (env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...Object.entries(env).flatMap(([name, value]) =>
      value === undefined || name.startsWith("GIT_") ? [] : [[name, value] as const],
    ),
    ["GIT_TERMINAL_PROMPT", "0"],
    ["GIT_OPTIONAL_LOCKS", "0"],
    ["LC_ALL", "C"],
  ])

/** A git command that failed, with what it said. */
export const gitFailed = (args: readonly string[], said: string): RunError =>
  runError(runProblem("SL4003", "", `git ${args[0] ?? ""} failed: ${said.trim()}`, "See what git says, and run again."))

/** Runs git in a folder and returns what it wrote, or undefined where it ends with an error. */
export const tryGit = Effect.fnUntraced(function* (
  cwd: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
) {
  const processes = yield* Processes
  const { ended, stdout, stderr } = yield* processes
    .capture({ argv: ["git", ...args], cwd, env })
    .pipe(
      Effect.mapError((error) =>
        runError(
          runProblem("SL4003", "", error.problems[0]?.message ?? "cannot start git", "Install git 2.20 or later."),
        ),
      ),
    )
  return { ok: succeeded(ended), stdout, stderr }
})

/** Runs git in a folder and returns what it wrote. */
export const git = Effect.fnUntraced(function* (
  cwd: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
) {
  const { ok, stdout, stderr } = yield* tryGit(cwd, env, args)
  return ok ? stdout : yield* gitFailed(args, stderr)
})
