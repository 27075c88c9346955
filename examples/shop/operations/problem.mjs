/** Something that went wrong and that the person at the terminal can act on: shown without a stack. */
export class Problem extends Error {
  /** @param {string} message @param {number} [exitCode]  1 failed, 2 wrong usage */
  constructor(message, exitCode = 1) {
    super(message)
    this.name = "Problem"
    this.exitCode = exitCode
  }
}

/** @param {string} message */
export const usage = (message) => new Problem(message, 2)

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error))
