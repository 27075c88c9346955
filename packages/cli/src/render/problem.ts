import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import type { Problem } from "@shipline/core"
import type { Paint } from "./colour.js"
import { localPath, pathOf } from "./local-path.js"
import { visible } from "./visible.js"

export type Level = "error" | "warning"

const lineOf = (file: string, line: number): string | undefined => {
  try {
    return readFileSync(file, "utf8").split(/\r\n|\r|\n/)[line - 1]
  } catch {
    return undefined
  }
}

const longest = 160

/** The line of the program with a caret below the place, cut where it is endless. */
const excerpt = (cwd: string, { file, line, column }: NonNullable<Problem["at"]>, paint: Paint): readonly string[] => {
  const text = lineOf(resolve(cwd, pathOf(file)), line)
  if (text === undefined || text.trim() === "" || column > text.length + 1) return []
  const from = column > longest ? column - longest / 2 : 0
  const shown = visible(text.slice(from, from + longest).replaceAll("\t", " "))
  const caret = " ".repeat(Math.max(0, visible(text.slice(from, column - 1).replaceAll("\t", " ")).length))
  const number = String(line)
  const bar = paint("place", `${" ".repeat(number.length)} |`)
  return [bar, `${paint("place", `${number} |`)} ${shown}`, `${bar} ${caret}${paint("error", "^")}`]
}

/** A problem as a compiler would show it: code, sentence, place, the line itself, what to do. */
export const renderProblem = (problem: Problem, level: Level, cwd: string, paint: Paint): string => {
  const { code, message, hint, at, path } = problem
  const margin = at === undefined ? "" : " ".repeat(String(at.line).length)
  const where = at === undefined ? path : `${localPath(cwd, at.file)}:${at.line}:${at.column}`
  const [first = "", ...more] = message.split("\n").map(visible)
  const lines = [
    `${paint(level, `${level}[${code}]`)}: ${paint("strong", first)}`,
    ...more.map((text) => `  ${text}`),
    ...(where === "" ? [] : [`${margin}${paint("place", "-->")} ${where}`]),
    ...(at === undefined ? [] : excerpt(cwd, at, paint)),
    `${margin}${paint("help", " = help:")} ${visible(hint)}`,
  ]
  return `${lines.join("\n")}\n`
}
