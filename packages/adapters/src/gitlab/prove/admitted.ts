import type { Job } from "../read/types.js"

const asks = /^\s*node \.shipline\/guard\.mjs admit\s*$/

/** Whether a script of the program stands in a text, line by line. */
const holds = (text: string, script: string): boolean => {
  const wanted = script.trim()
  return wanted !== "" && `\n${text.trim()}\n`.includes(`\n${wanted}\n`)
}

/**
 * Whether a job asks the guard for leave before anything of the program runs. A job of GitLab ends with the first of its
 * lines that fails, so nothing runs where the guard says no.
 */
export const isAdmitted = ({ before, script }: Job, program: readonly string[]): boolean => {
  const index = script.findIndex(({ text }) => asks.test(text))
  if (index < 0 || before.length > 0) return false
  return script.slice(0, index).every(({ text }) => !program.some((one) => holds(text, one)))
}
