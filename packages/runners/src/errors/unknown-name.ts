import type { Problem } from "@shipline/core"
import { suggest } from "../local/suggest.js"
import type { RunCode } from "./codes.js"
import { runProblem } from "./run-problem.js"

/** A name that the pipeline does not have, with the one that was probably meant, or with those that it has. */
export const unknownName = (code: RunCode, what: string, word: string, names: readonly string[]): Problem => {
  const near = suggest(word, names)
  const all = names.length === 0 ? `It has no ${what}.` : `It has: ${names.join(", ")}.`
  const hint = near === undefined ? all : `Did you mean '${near}'?`
  return runProblem(code, "", `the pipeline has no ${what} '${word}'`, hint)
}
