/** Stands in a word for what is only known when the script runs. */
export const unknown = "\0"

/** One word of a command, quotes taken away. */
export interface Word {
  readonly text: string
  /** It was quoted: it may be a script of its own, `bash -c "…"`. */
  readonly quoted: boolean
}

/** One command of a script. `line` is where it begins, from 0. */
export interface Command {
  readonly words: readonly Word[]
  readonly line: number
}

/** What variables hold, as far as the file says it. */
export type Variables = ReadonlyMap<string, string>

/** A command on one line, for people: what is not known stands as an ellipsis. */
export const wordsText = ({ words }: Command): string =>
  words.map(({ text }) => text.replaceAll(unknown, "…").replace(/\s+/g, " ")).join(" ")
