import type { Problem } from "./problem.js"

/**
 * Thrown where a program cannot be built at all, such as a script whose value the shell would not expand.
 * `problems` says what is wrong as data; everything that can be found together is reported together.
 *
 * @example
 * ```ts
 * import { ShiplineError, sh } from "@shipline/core"
 *
 * try {
 *   sh`echo '${"not expanded"}'`
 * } catch (error) {
 *   if (error instanceof ShiplineError) console.log(error.problems[0]?.code) // SL1002
 * }
 * ```
 */
export class ShiplineError extends Error {
  override readonly name = "ShiplineError"
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map((problem) => `${problem.code} ${problem.message}`).join("\n"))
    this.problems = problems
  }
}
