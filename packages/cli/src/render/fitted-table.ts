import type { Paint, Tone } from "./colour.js"
import type { Width } from "./width.js"

export interface Cell {
  readonly text: string
  readonly tone?: Tone
}

/** A row, and lines that belong below it. */
export interface Row {
  readonly cells: readonly Cell[]
  readonly notes: readonly Cell[]
}

/** How a table is shown: colours, widths, and how many columns there are, if that matters. */
export interface Canvas {
  readonly paint: Paint
  readonly width: Width
  readonly columns: number | undefined
}

const gap = "  "

const painted = ({ text, tone }: Cell, { paint }: Canvas): string => (tone === undefined ? text : paint(tone, text))

/** A text in lines that fit, broken between words; a word that is too long keeps its line, so that it can be copied whole. */
export const wrapped = (text: string, indent: string, { width, columns }: Canvas): readonly string[] => {
  const room = Math.max(20, (columns ?? Number.POSITIVE_INFINITY) - indent.length)
  const lines: string[] = []
  for (const word of text.split(" ")) {
    const last = lines.at(-1)
    if (last !== undefined && width(`${last} ${word}`) <= room) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const note = ({ text, tone }: Cell, indent: string, canvas: Canvas): string =>
  wrapped(text, indent, canvas)
    .map((line) => `${indent}${painted(tone === undefined ? { text: line } : { text: line, tone }, canvas)}\n`)
    .join("")

/** By how many cells the rows are wider than what there is; 0 where they fit. */
export const excess = (rows: readonly (readonly Cell[])[], { width, columns }: Canvas): number => {
  const widths = widthsOf(rows, width)
  const all = widths.reduce((sum, one) => sum + one, 0) + gap.length * Math.max(0, widths.length - 1)
  return Math.max(0, all - (columns ?? Number.POSITIVE_INFINITY))
}

const widthsOf = (rows: readonly (readonly Cell[])[], width: Width): readonly number[] =>
  (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => width(row[index]?.text ?? ""))))

/** A table whose columns are as wide as their widest cell, with what belongs to a row indented below it. */
export const fittedTable = (rows: readonly Row[], indent: string, canvas: Canvas): string => {
  const widths = widthsOf(
    rows.map(({ cells }) => cells),
    canvas.width,
  )
  const line = (cells: readonly Cell[]): string => {
    const shown = cells.findLastIndex(({ text }) => text !== "") + 1
    return cells
      .slice(0, shown)
      .map((cell, index) => {
        const rest = index === shown - 1 ? 0 : (widths[index] ?? 0) - canvas.width(cell.text)
        return `${painted(cell, canvas)}${" ".repeat(rest)}`
      })
      .join(gap)
  }
  return rows
    .map(({ cells, notes }) => `${line(cells)}\n${notes.map((one) => note(one, indent, canvas)).join("")}`)
    .join("")
}
