import * as TextDiff from "effect/TextDiff"
import type { Compared } from "../output/compare.js"
import { paintFor } from "./colour.js"

const unix = (text: string): string => text.replaceAll("\r\n", "\n")

/** What would have to change in the files, as patches that `git apply` reads. */
export const renderDiff = (files: readonly Compared[]): string => {
  const paint = paintFor(1)
  const tone = (line: string) =>
    line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : line.startsWith("@") ? "place" : undefined
  return files
    .map(({ path, before, text }) => {
      const edits = TextDiff.lines(unix(before ?? ""), text, { maxEdits: 2_000 })
      return TextDiff.unified(edits, {
        fromFile: before === undefined ? "/dev/null" : `a/${path}`,
        toFile: `b/${path}`,
      })
    })
    .join("")
    .split(/(?<=\n)/)
    .map((line) => {
      const found = tone(line)
      return found === undefined ? line : `${paint(found, line.trimEnd())}\n`
    })
    .join("")
}
