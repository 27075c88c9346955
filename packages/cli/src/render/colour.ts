import { fstatSync } from "node:fs"

/** What a text means, for colouring. */
export type Tone = "error" | "warning" | "help" | "place" | "strong" | "dim" | "added" | "removed"

const numbers: Readonly<Record<Tone, string>> = {
  error: "1;31",
  warning: "1;33",
  help: "36",
  place: "34",
  strong: "1",
  dim: "2",
  added: "32",
  removed: "31",
}

export type Paint = (tone: Tone, text: string) => string

const isTerminal = (descriptor: number): boolean => {
  try {
    return fstatSync(descriptor).isCharacterDevice() && process.env.TERM !== "dumb"
  } catch {
    return false
  }
}

const isSet = (name: string): boolean => (process.env[name] ?? "") !== ""

/** Colours on a terminal alone; NO_COLOR and FORCE_COLOR decide otherwise. */
export const hasColour = (descriptor: 1 | 2): boolean =>
  !isSet("NO_COLOR") && (isSet("FORCE_COLOR") ? process.env.FORCE_COLOR !== "0" : isTerminal(descriptor))

export const paintFor =
  (descriptor: 1 | 2): Paint =>
  (tone, text) =>
    hasColour(descriptor) ? `\x1b[${numbers[tone]}m${text}\x1b[0m` : text
