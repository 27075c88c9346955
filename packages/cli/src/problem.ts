import type { Problem } from "@shipline/core"
import type { CliCode } from "./errors.js"

/** Where in a file: an absolute path, lines and columns from 1. */
export type At = NonNullable<Problem["at"]>

/** A problem of the command. `path` is empty: it is not about a part of a plan. */
export const problem = (code: CliCode, message: string, hint: string, at?: At): Problem =>
  at === undefined ? { code, path: "", message, hint } : { code, path: "", message, hint, at }

/** Ends what the command is doing with problems that it can tell people about. */
export class Refusal extends Error {
  override readonly name = "Refusal"

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ code, message }) => `${code} ${message}`).join("\n"))
  }
}

export const refuse = (...given: Parameters<typeof problem>): never => {
  throw new Refusal([problem(...given)])
}
