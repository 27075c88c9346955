import { readFileSync } from "node:fs"

export interface Marker {
  readonly line: number
  readonly words: string
}

/**
 * The words that a program expects at its lines: the comment at the end of a line of code. Two errors of one line are
 * parted by ` && `. A comment that has its line for itself is for people.
 */
export const markersOf = (path: string): readonly Marker[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, index) => {
      const at = line.lastIndexOf(" // ")
      if (at < 0 || line.slice(0, at).trim() === "") return []
      return line
        .slice(at + 4)
        .split(" && ")
        .map((words) => ({ line: index + 1, words: words.trim() }))
    })
