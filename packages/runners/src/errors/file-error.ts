import type { Problem } from "@shipline/core"
import * as Effect from "effect/Effect"
import type { RunCode } from "./codes.js"
import { RunError, runError } from "./run-error.js"
import { runProblem } from "./run-problem.js"

type Words = readonly [code: RunCode, message: string, hint: string]

const full: Words = ["SL4401", "the disk is full", "Make room and run again."]
const closed: Words = ["SL4402", "the folder cannot be written", "Check its owner and permissions."]
const gone: Words = ["SL4404", "the file or folder has disappeared", "Something removed it during the run. Run again."]

/** What the operating system's error numbers mean to a person. */
const byErrno: ReadonlyMap<string, Words> = new Map([
  ["ENOSPC", full],
  ["EDQUOT", full],
  ["EFBIG", full],
  ["EACCES", closed],
  ["EPERM", closed],
  ["EROFS", closed],
  ["ENOENT", gone],
  ["ENOTDIR", gone],
])

/** The error number of a failed system call, `ENOENT`; empty where there is none. */
export const errno = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : ""

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A failed system call as a coded problem. `doing` completes the sentence "cannot …". */
const fileProblem = (doing: string, error: unknown): Problem => {
  const words = byErrno.get(errno(error))
  return words === undefined
    ? runProblem("SL4403", "", `cannot ${doing}: ${textOf(error)}`, "Check the file and the disk it is on.")
    : runProblem(words[0], "", `cannot ${doing}: ${words[1]} (${textOf(error)})`, words[2])
}

const failure = (doing: string) => (error: unknown) =>
  error instanceof RunError ? error : runError(fileProblem(doing, error))

/**
 * Runs promised file work; a failure becomes a `RunError` with SL4401 to SL4404, unless it is one already. It is not
 * interrupted: a promise goes on whoever waits, and would write into what is being removed.
 */
export const fileEffect = <A>(doing: string, work: () => Promise<A>): Effect.Effect<A, RunError> =>
  Effect.uninterruptible(Effect.tryPromise({ try: work, catch: failure(doing) }))

/** As `fileEffect`, for work that is done at once. */
export const fileSync = <A>(doing: string, work: () => A): Effect.Effect<A, RunError> =>
  Effect.try({ try: work, catch: failure(doing) })
