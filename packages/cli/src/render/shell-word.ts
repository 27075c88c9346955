import { shellWord } from "@shipline/core/plan"
import { visibleLine } from "./visible.js"

/** A command that a person may copy into a shell. */
export const shellCommand = (words: readonly string[]): string => words.map(shellWord).join(" ")

/** A command as part of a sentence; what cannot be shown cannot be typed either. */
export const commandWords = (...words: readonly string[]): string => visibleLine(shellCommand(words))
