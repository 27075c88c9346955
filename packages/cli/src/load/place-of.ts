import { readFileSync } from "node:fs"
import type { At } from "../problem.js"

/** Line and column of a position in a text. */
export const placeAt = (file: string, source: string, position: number): At => {
  const before = source.slice(0, position)
  return { file, line: before.split("\n").length, column: position - before.lastIndexOf("\n") }
}

/** The first place in a file that a pattern describes, behind the space that it begins with. */
export const placeOf = (file: string, pattern: RegExp): At | undefined => {
  try {
    const source = readFileSync(file, "utf8")
    const found = pattern.exec(source)
    if (found === null) return undefined
    return placeAt(file, source, found.index + (/^\s*/.exec(found[0])?.[0].length ?? 0))
  } catch {
    return undefined
  }
}

/** Where a file imports something by that name. */
export const importPlace = (file: string, specifier: string): At | undefined =>
  placeOf(file, new RegExp(`(["'\`])${specifier.replace(/[^\w]/g, "\\$&")}\\1`))
