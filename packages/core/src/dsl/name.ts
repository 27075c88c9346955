import { takenName } from "../errors/sentences.js"
import type { Place } from "../plan/place.js"
import { refuse } from "./refuse.js"

const longest = 100

/** Names are for people: any language, spaces welcome; but one line, without control characters, and not endless. */
export const checkName = (what: string, name: unknown, place: Place | undefined): void => {
  const complain: (problem: string) => never = (problem) =>
    refuse("SL1001", what, `the name of ${what} ${problem}`, 'Give it a short name of one line, such as "unit".', place)
  if (typeof name !== "string") complain(`is ${name === null ? "null" : typeof name}, not a string`)
  if (name.trim() === "") complain("is empty")
  if (name !== name.trim()) complain(`begins or ends with a space: '${name}'`)
  if (name.length > longest) complain(`has ${name.length} characters; ${longest} is the most`)
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]/u.test(name))
    complain("holds a line break, a control character or half a character")
}

/** As other names, and not like the proof of a deployment: passing the gate would stand for deploying. */
export const checkGateName = (what: string, name: string, place: Place | undefined): void => {
  checkName(what, name, place)
  if (name.startsWith("deployed to ")) refuse("SL1001", what, takenName(name), "Name it after what it checks.", place)
}

const variable = /^[A-Za-z_][A-Za-z0-9_]*$/
/** Variables that decide what a shell runs or where, and those that a shell sets itself, so that no value would arrive. */
const reserved = new Set([
  ..."_ BASHOPTS BASHPID EUID LINENO OLDPWD PPID PWD RANDOM SECONDS SHELLOPTS UID".split(" "),
  "PATH",
  "HOME",
  "SHELL",
  "IFS",
  "ENV",
  "BASH_ENV",
  "LD_PRELOAD",
  "LD_LIBRARY_PATH",
])

export const checkVariableName = (what: string, name: unknown, place: Place | undefined): void => {
  const complain: (problem: string) => never = (problem) =>
    refuse("SL1009", what, problem, "Use letters, digits and _, not beginning with a digit, such as KUBE_TOKEN.", place)
  if (typeof name !== "string" || !variable.test(name))
    complain(`${what} is named '${String(name)}', which a shell cannot hold`)
  if (reserved.has(name.toUpperCase()) || /^SHIPLINE_/i.test(name))
    complain(`${what} is named '${name}', which belongs to the machine that runs the job`)
}
