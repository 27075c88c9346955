import type { Commits, Release } from "@shipline/core/ledger"
import * as Effect from "effect/Effect"
import type { RunError } from "../../errors/run-error.js"
import type { Processes } from "../process/processes.js"
import { tryGit } from "./git.js"
import type { Source } from "./source.js"

/** How many commits are named; the others are only counted. */
const named = 100

/**
 * The commits of a release that another one does not have, newest first; all of them where there is no other. None
 * where this repository does not have the commits: the record says then what it knows.
 */
export const commitsSince = (
  { repository }: Source,
  env: Readonly<Record<string, string>>,
  commit: string,
  from: Release | undefined,
): Effect.Effect<Commits, never, Processes> => {
  const range = from === undefined ? [commit] : [commit, `^${from.commit}`]
  const list = (args: readonly string[]): Effect.Effect<string, RunError, Processes> =>
    Effect.map(tryGit(repository, env, ["rev-list", ...args, "--end-of-options", ...range, "--"]), ({ ok, stdout }) =>
      ok ? stdout.trim() : "",
    )
  return Effect.all([list(["--count"]), list([`--max-count=${named}`])]).pipe(
    Effect.map(([count, ids]) => ({ count: Number(count), ids: ids === "" ? [] : ids.split("\n") })),
    Effect.orElseSucceed(() => ({ count: 0, ids: [] })),
  )
}
