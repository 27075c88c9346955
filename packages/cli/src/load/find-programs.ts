import { readdirSync, statSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import type { Problem } from "@shipline/core"
import { nearest } from "../nearest.js"
import { problem, Refusal } from "../problem.js"
import { localPath } from "../render/local-path.js"
import { isProgram } from "./kinds.js"

/** Programs of a folder, in the order of their names. Tests beside them are none. */
export const programsIn = (folder: string): readonly string[] => {
  const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : []
  return names
    .filter((name) => /\.m?[jt]s$/.test(name) && isProgram(name) && !/^\.|\.(?:test|spec)\.m?[jt]s$/.test(name))
    .sort()
    .map((name) => join(folder, name))
}

const nearNames = (cwd: string, path: string): string => {
  const folder = dirname(path)
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
  if (!isFolder) return `There is no folder '${localPath(cwd, folder)}' either.`
  const near = nearest(basename(path), readdirSync(folder))
  return near === undefined ? "Check the path." : `Did you mean '${near}'?`
}

const check = (cwd: string, file: string): readonly Problem[] => {
  const path = resolve(cwd, file)
  const given = localPath(cwd, path)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return [problem("SL5001", `there is no file '${given}'`, nearNames(cwd, path))]
  if (found.isDirectory()) {
    const programs = programsIn(path).map((program) => localPath(cwd, program))
    const hint = programs.length === 0 ? "Name a file." : `Name its files: ${programs.join(" ")}`
    return [problem("SL5002", `'${given}' is a folder`, hint)]
  }
  return isProgram(path)
    ? []
    : [
        problem(
          "SL5003",
          `'${given}' is neither TypeScript nor JavaScript`,
          "Name a .ts, .mts, .cts, .tsx, .js, .mjs or .cjs file.",
        ),
      ]
}

/** The files that a person named, each once. Throws a `Refusal` of everything that is wrong with them. */
export const namedPrograms = (cwd: string, files: readonly string[]): readonly string[] => {
  const problems = files.flatMap((file) => check(cwd, file))
  if (problems.length > 0) throw new Refusal(problems)
  return [...new Set(files.map((file) => resolve(cwd, file)))]
}
