import { programOf } from "../../prove/program.js"
import type { Job } from "../read/types.js"
import { scriptHides } from "./hides-failure.js"

const asks = /^(?:SHIPLINE_\w+="[^"`]*" )*node \.shipline\/guard\.mjs admit$/

/** The one command of a script's item; undefined where there are more. */
const soleCommand = (text: string): string | undefined => {
  const commands = text.split("\n").filter((line) => !/^\s*(?:#.*)?$/.test(line))
  return commands.length === 1 ? commands[0] : undefined
}

/**
 * Whether a job asks the guard for leave before anything of the program runs. A job of GitLab ends with the first of its
 * commands that fails, so nothing runs where the guard says no.
 */
export const isAdmitted = ({ before, script }: Job, program: readonly string[]): boolean => {
  const index = script.findIndex(({ text }) => asks.test(soleCommand(text) ?? ""))
  if (index < 0 || before.length > 0) return false
  const early = script.slice(0, index)
  const { standsIn } = programOf(program)
  return scriptHides(early) !== "surely" && early.every(({ text }) => !standsIn(text))
}
