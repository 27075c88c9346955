import * as CliOutput from "effect/cli/CliOutput"

/** Columns as wide as their widest cell; the last one ends where its text ends. */
export const table = (rows: readonly (readonly string[])[], indent = "  "): string => {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, index) =>
    Math.max(0, ...rows.map((row) => CliOutput.displayWidth(row[index] ?? ""))),
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => cell + " ".repeat((widths[index] ?? 0) - CliOutput.displayWidth(cell)))
      .join("  ")
      .trimEnd()
  return rows.map((row) => `${indent}${line(row)}\n`).join("")
}
