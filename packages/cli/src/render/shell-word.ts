import { visibleLine } from "./visible.js"

/** A word as a POSIX shell reads it back, quoted only where it must be. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** A command that a person may copy into a shell. */
export const shellCommand = (words: readonly string[]): string => words.map(shellWord).join(" ")

/** A command as part of a sentence; what cannot be shown cannot be typed either. */
export const commandWords = (...words: readonly string[]): string => visibleLine(shellCommand(words))
