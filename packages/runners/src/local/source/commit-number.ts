import * as Effect from "effect/Effect"
import { runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { git, tryGit } from "./git.js"
import type { Source } from "./source.js"

const cutOff = (repository: string) =>
  runError(
    runProblem(
      "SL4012",
      "",
      `${repository} is a shallow clone: how many commits a release has behind it cannot be told`,
      "A release is newer than another by that number. Fetch the rest: git fetch --unshallow.",
    ),
  )

/** How many commits the source has behind it, itself included: the number of its release. SL4012 in a shallow clone. */
export const commitNumber = Effect.fn("commitNumber")(function* (
  { repository, commit }: Source,
  env: Readonly<Record<string, string>>,
) {
  const { stdout } = yield* tryGit(repository, env, ["rev-parse", "--is-shallow-repository"])
  if (stdout.trim() === "true") return yield* cutOff(repository)
  return Number(yield* git(repository, env, ["rev-list", "--count", commit]))
})
