import { isDeepStrictEqual } from "node:util"
import type { EnvironmentState } from "@shipline/core/ledger"
import { currentFile } from "../git/commit-text.js"

/** What is wrong with the state that is kept beside a record; undefined where nothing is. */
export const currentProblem = (text: string, hash: string, state: EnvironmentState): string | undefined => {
  let kept: unknown
  try {
    kept = JSON.parse(text)
  } catch {
    return `its ${currentFile} is not JSON`
  }
  const expected: unknown = JSON.parse(JSON.stringify({ hash, state }))
  return isDeepStrictEqual(kept, expected) ? undefined : `its ${currentFile} is not what the records up to it amount to`
}
