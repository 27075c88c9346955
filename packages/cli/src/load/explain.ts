import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Problem } from "@shipline/core"
import { type At, problem, Refusal } from "../problem.js"
import { localPath } from "../render/local-path.js"
import { isProgram } from "./kinds.js"
import { syntaxProblem } from "./syntax.js"

const ownFolder = fileURLToPath(new URL(".", import.meta.url))

/** A file that is there and cannot be read. */
const unreadable = (error: unknown): Problem | undefined => {
  if (!(error instanceof Error) || userFrames(error.stack ?? "").length > 0) return undefined
  const { code, path, syscall } = error as NodeJS.ErrnoException // each field is looked at before it is used
  if (path === undefined || (syscall !== "open" && syscall !== "read")) return undefined
  const reason = code === "EACCES" || code === "EPERM" ? "reading it is not permitted" : error.message
  return problem(
    "SL5101",
    `cannot read '${localPath(process.cwd(), path)}': ${reason}`,
    "Check the owner and the permissions of the file.",
  )
}

const isInstalled = (path: string): boolean => /[\\/]node_modules[\\/]/.test(path)

/** Loading a file that was loaded before fails with what was thrown then, by whichever copy of the library. */
const ownProblems = (error: unknown): readonly Problem[] | undefined => {
  if (error instanceof Refusal) return error.problems
  const named = error instanceof Error && error.name === "ShiplineError" && "problems" in error
  return named && Array.isArray(error.problems) ? error.problems : undefined
}

/** The lines of a stack that are the user's own, innermost first. */
export const userFrames = (stack: string): readonly At[] =>
  [...stack.matchAll(/^ +at .*?\(?(file:\/\/[^\s()]+):(\d+):(\d+)\)?$/gm)]
    .map(([, url = "", line, column]) => ({
      file: fileURLToPath(url.replace(/[?#].*$/, "")),
      line: Number(line),
      column: Number(column),
    }))
    .filter(({ file }) => !isInstalled(file) && !file.startsWith(ownFolder))

/** The place above the message, which Node draws for an import that cannot be linked. */
const linkPlace = (stack: string): At | undefined => {
  const found = /^(file:\/\/\S+):(\d+)\n[^\n]*\n( *)\^/.exec(stack)
  if (found === null) return undefined
  const [, url = "", line, indent = ""] = found
  return { file: fileURLToPath(url), line: Number(line), column: indent.length + 1 }
}

const thrown = (program: string, error: unknown): Problem => {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const frames = error instanceof Error ? userFrames(error.stack ?? "") : []
  const [at, ...callers] = frames
  const from = callers.map(({ file, line, column }) => `${localPath(process.cwd(), file)}:${line}:${column}`)
  const commonJs = /^(?:module|require|exports|__dirname|__filename) is not defined/.test(
    error instanceof Error ? error.message : "",
  )
  const hint = commonJs
    ? "The file is run as a module: use import and export, import.meta.dirname and import.meta.filename."
    : from.length === 0
      ? "Correct the program; nothing was written."
      : `Correct the program; nothing was written. The way there: ${from.join(", ")}`
  return problem("SL5104", `the program threw ${text}`, hint, at ?? { file: program, line: 1, column: 1 })
}

/** Why a program could not be loaded, in words for its author. `files` are all files that were read. */
export const explain = (
  program: string,
  error: unknown,
  files: Iterable<string>,
  javascriptOf: (path: string, source: string) => string,
): readonly Problem[] => {
  const own = ownProblems(error)
  if (own !== undefined) return own
  const closed = unreadable(error)
  if (closed !== undefined) return [closed]
  if (!(error instanceof SyntaxError)) return [thrown(program, error)]

  const name = / does not provide an export named '(.*)'/.exec(error.message)?.[1]
  if (name !== undefined) {
    const from = / module '(.*)' does/.exec(error.message)?.[1] ?? ""
    const hint = `Look at what '${from}' exports; a type is imported with \`import type\`.`
    return [problem("SL5108", `'${from}' does not export '${name}'`, hint, linkPlace(error.stack ?? ""))]
  }
  if (userFrames(error.stack ?? "").length > 0) return [thrown(program, error)]
  for (const file of [...files].reverse().filter((path) => isProgram(path) && !isInstalled(path))) {
    const source = readFileSync(file, "utf8")
    const found = syntaxProblem(file, source, javascriptOf(file, source))
    if (found !== undefined) return [found]
  }
  return [problem("SL5102", error.message, "Correct the syntax.", { file: program, line: 1, column: 1 })]
}
