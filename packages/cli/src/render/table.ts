import * as CliOutput from "effect/cli/CliOutput"

/** Columns as wide as their widest cell; the last one ends where its text ends. */
export const table = (rows: readonly (readonly string[])[], indent = "  "): string => {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, CliOutput.displayWidth(cell))))
  const line = (row: readonly string[]) =>
    row.map((cell, index) => cell + " ".repeat((widths[index] ?? 0) - CliOutput.displayWidth(cell))).join("  ").trimEnd()
  return rows.map((row) => `${indent}${line(row)}\n`).join("")
}
