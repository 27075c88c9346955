import { stripTypeScriptTypes } from "node:module"
import type { Problem } from "@shipline/core"
import { type At, problem } from "../problem.js"

const hint = "Correct the syntax; an editor marks the same place."

/** The parser's message as the other errors are written. */
const plainWords = (message: string): string =>
  (message.charAt(0).toLowerCase() + message.slice(1))
    .replaceAll("'ident'", "a name")
    .replaceAll("<eof>", "the end of the file")

/** The place that Node draws: a line number, the line itself and carets below it. */
const drawnPlace = (text: string, path: string): At | undefined => {
  const found = /^[^\n]*?:(\d+)\n[^\n]*\n( *)\^/m.exec(text)
  if (found !== null) return { file: path, line: Number(found[1]), column: (found[2]?.length ?? 0) + 1 }
  const line = /^[^\n]*?:(\d+)\n/.exec(text)?.[1]
  return line === undefined ? undefined : { file: path, line: Number(line), column: 1 }
}

/** Node draws all lines up to the wrong one; the carets stand below the last. */
const parserPlace = (stack: string, path: string): At | undefined => {
  const [head = "", ...rest] = stack.split("\n")
  const line = Number(/:(\d+)$/.exec(head)?.[1])
  if (!Number.isInteger(line)) return undefined
  const caret = rest.find((text) => /^ *\^+$/.test(text)) ?? ""
  return { file: path, line, column: caret.indexOf("^") + 1 || 1 }
}

/** Parsed by Node's TypeScript parser, slow to start, whose messages are the best. */
const byParser = (path: string, source: string): Problem | undefined => {
  const warn = process.emitWarning
  process.emitWarning = () => {} // that the parser is experimental helps nobody here
  try {
    stripTypeScriptTypes(source, { mode: "strip" })
  } catch (error) {
    if (!(error instanceof SyntaxError)) return undefined
    const code = "code" in error ? error.code : undefined
    if (code !== "ERR_INVALID_TYPESCRIPT_SYNTAX") return undefined
    return problem("SL5102", plainWords(error.message), hint, parserPlace(error.stack ?? "", path))
  } finally {
    process.emitWarning = warn
  }
  return undefined
}

/** Compiled by the engine in a process of its own: what is no mistake of form but still refused. */
const byEngine = (path: string, code: string): Problem | undefined => {
  const { spawnSync } = process.getBuiltinModule("node:child_process") // heavy, and needed only here
  const { status, stderr } = spawnSync(process.execPath, ["--check", "--input-type=module", "-"], {
    input: code,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  })
  const message = /^SyntaxError: (.*)$/m.exec(stderr ?? "")?.[1]
  return status === 0 || message === undefined
    ? undefined
    : problem("SL5102", plainWords(message), hint, drawnPlace(stderr, path))
}

const unsupported = (path: string, source: string, at: At | undefined): Problem | undefined => {
  const line = at === undefined ? "" : (source.split("\n")[at.line - 1] ?? "")
  if (/^\s*(?:export\s+(?:default\s+)?)?@[\w$(]/.test(line) && !/\.[cm]?js$/.test(path)) {
    return problem("SL5103", "decorators are not part of JavaScript yet", "Call the function yourself, without @.", at)
  }
  return /\.tsx$/.test(path) && /<[\w/>]/.test(line)
    ? problem("SL5103", "JSX cannot be run", "Write the values without JSX.", at)
    : undefined
}

/** What is wrong with the form of a file; undefined where nothing is. For telling people, after loading has failed. */
export const syntaxProblem = (path: string, source: string, code: string): Problem | undefined => {
  const found = byParser(path, source) ?? byEngine(path, code)
  return found === undefined ? undefined : (unsupported(path, source, found.at) ?? found)
}
