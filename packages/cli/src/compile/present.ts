import type { CompileOptions } from "../options/compile-options.js"
import { findingData, warnings } from "../render/report.js"
import type { Prepared } from "./prepare.js"
import type { FileResult, Settled, Status } from "./settle.js"

/** Long lists of files that are as they were say nothing to anybody. */
const most = 12

const verbs: Readonly<Record<Status, string>> = {
  created: "created",
  updated: "updated",
  unchanged: "unchanged",
  printed: "printed",
  "not shown": "not shown",
  missing: "missing",
  different: "different",
  "left over": "left over",
}

/** What became of the files, for people: one line each. */
export const fileWords = (files: readonly FileResult[]): string => {
  const same = files.filter(({ status }) => status === "unchanged")
  const shown = same.length > most ? files.filter(({ status }) => status !== "unchanged") : files
  const lines = shown
    .filter(({ status }) => status !== "printed")
    .map(({ path, status }) => `${verbs[status].padEnd(9)} ${path}`)
  if (same.length > most) lines.push(`unchanged ${same.length} files`)
  return lines.map((line) => `${line}\n`).join("")
}

/** Several files in one stream, each after a comment with its path. */
const fileTexts = (files: readonly FileResult[]): string => {
  const printed = files.filter(({ status }) => status === "printed")
  const texts = printed.map(({ path, text = "" }) => (printed.length === 1 ? text : `# ${path}\n${text}`))
  return texts.join("\n")
}

/** The result for machines. */
const resultData = (cwd: string, prepared: Prepared, { files, findings }: Settled): string => {
  const problems = [...warnings(prepared.warnings), ...findings].map((finding) => findingData(cwd, finding))
  return `${JSON.stringify({ files, problems }, undefined, 2)}\n`
}

export const dataOf = (cwd: string, options: CompileOptions, prepared: Prepared, settled: Settled): string => {
  if (options.json) return resultData(cwd, prepared, settled)
  return options.stdout ? fileTexts(settled.files) : ""
}
