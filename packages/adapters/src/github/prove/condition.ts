import type { YamlNode } from "../../yaml/node.js"
import {
  Binary,
  data,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Lexer,
  Literal,
  Logical,
  Parser,
  Star,
  TokenType,
  Unary,
} from "./github-expressions.js"

/** Text of a workflow file: as it stands, or an expression to compute. */
export type Template = { readonly text: string } | { readonly expression: string } | { readonly refused: string }

const open = "${{"

/** The end of an expression that begins at `from`: behind its braces, which may stand in its texts too. */
const endOf = (text: string, from: number): number => {
  let quoted = false
  for (let index = from + open.length; index < text.length; index++) {
    if (text[index] === "'") quoted = !quoted
    else if (!quoted && text[index] === "}" && text[index - 1] === "}") return index + 1
  }
  return -1
}

/** The one text that an expression is, where it is nothing else. */
const soleText = (expression: string): string | undefined => {
  const found = /^'((?:[^']|'')*)'$/s.exec(expression)?.[1]
  return found?.replaceAll("''", "'")
}

/**
 * What GitHub makes of a value with `${{ }}` in it: an expression alone stays one; with anything beside it, a line break
 * at its end included, all of it becomes a text.
 */
export const template = (value: string): Template => {
  if (!value.includes(open)) return { text: value }
  const format: string[] = []
  const found: string[] = []
  let index = 0
  while (index < value.length) {
    const begin = value.indexOf(open, index)
    const text = value.slice(index, begin < 0 ? undefined : begin)
    if (text !== "") format.push(text.replaceAll("'", "''").replaceAll("{", "{{").replaceAll("}", "}}"))
    if (begin < 0) break
    index = endOf(value, begin)
    if (index < 0) return { refused: "an expression is not closed" }
    const expression = value.slice(begin + open.length, index - 2).trim()
    if (expression === "") return { refused: "an expression is empty" }
    format.push(`{${found.length}}`)
    found.push(expression)
  }
  const [only] = found
  if (only !== undefined && format.length === 1) {
    const text = soleText(only)
    return text === undefined ? { expression: only } : { text }
  }
  return { expression: `format('${format.join("")}', ${found.join(", ")})` }
}

/** The contexts and functions that an expression may use. */
export interface Allowed {
  readonly contexts: readonly string[]
  readonly status: boolean
  readonly hashFiles?: true
}

const anything = { minArgs: 0, maxArgs: 255, call: () => new data.BooleanData(false) }
const statusNames = ["success", "failure", "cancelled", "always"]
const functions = (allowed: Allowed) => [
  ...(allowed.status
    ? [
        { ...anything, name: "success" },
        { ...anything, name: "failure" },
        { ...anything, name: "cancelled", maxArgs: 0 },
        { ...anything, name: "always", maxArgs: 0 },
      ]
    : []),
  ...(allowed.hashFiles ? [{ ...anything, name: "hashFiles", minArgs: 1 }] : []),
]

export const ofJobs: Allowed = { contexts: ["github", "inputs", "vars", "needs"], status: true }
export const ofJobNames: Allowed = { contexts: [...ofJobs.contexts, "strategy", "matrix"], status: false }
export const ofSteps: Allowed = {
  contexts: [...ofJobNames.contexts, "steps", "job", "runner", "env", "secrets", "jobs"],
  status: true,
  hashFiles: true,
}

type Parsed = Expr | { readonly refused: string }

const parse = (text: string, allowed: Allowed): Parsed => {
  try {
    const parsed: Expr | undefined = new Parser(
      new Lexer(text).lex().tokens,
      [...allowed.contexts],
      functions(allowed),
    ).parse()
    return parsed ?? { refused: "it is empty" }
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) }
  }
}

const token = (type: TokenType, lexeme: string) => ({
  type,
  lexeme,
  range: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } },
})
const [and, or] = [token(TokenType.AND, "&&"), token(TokenType.OR, "||")]
const marks = /'[^']*'|[()]| && | \|\| /g
/** What no part is deep enough for to be refused for its depth, or begins with to be read in another way than alone. */
const [deepest, beginning] = [8, /^[A-Za-z_!(]/]

/** What stands between the operators outside of all brackets; undefined where the brackets do not close. */
const between = (text: string, operator: string): readonly string[] | undefined => {
  const parts: string[] = []
  let [depth, begin] = [0, 0]
  for (const { 0: found, index } of text.matchAll(marks)) {
    if (found === "(") depth += 1
    else if (found === ")") depth -= 1
    else if (found === operator && depth === 0) {
      parts.push(text.slice(begin, index))
      begin = index + found.length
    }
    if (depth < 0 || depth > deepest) return undefined
  }
  return depth === 0 ? [...parts, text.slice(begin)] : undefined
}

/**
 * The same as the parser makes of the whole, by its parts: many conditions consist of the same ones, and each is parsed
 * once. Undefined for whatever has no parts, or is refused.
 */
const parseParts = (text: string, allowed: Allowed): Parsed | undefined => {
  if (text.length > 20_000) return undefined
  for (const operator of [or, and]) {
    const parts = between(text, ` ${operator.lexeme} `)
    if (parts === undefined) return undefined
    if (parts.length === 1) continue
    if (!parts.every((part) => beginning.test(part))) return undefined
    const args: Expr[] = []
    for (const part of parts) {
      const parsed = parseExpression(part, allowed)
      if ("refused" in parsed) return undefined
      args.push(parsed)
    }
    return new Logical(operator, args)
  }
  const inner = text.slice(1, -1)
  if (!text.startsWith("(") || !text.endsWith(")") || !beginning.test(inner)) return undefined
  if (between(inner, "") === undefined) return undefined
  const parsed = parseExpression(inner, allowed)
  return "refused" in parsed ? undefined : new Grouping(parsed)
}

/** What was parsed already: the steps of many jobs ask the same. */
const known = new Map<Allowed, Map<string, Parsed>>()
const most = 4096

/** An expression, by GitHub's own parser. */
export const parseExpression = (text: string, allowed: Allowed): Parsed => {
  const texts = known.get(allowed) ?? new Map<string, Parsed>()
  known.set(allowed, texts)
  const found = texts.get(text) ?? parseParts(text, allowed) ?? parse(text, allowed)
  if (texts.size >= most) texts.clear()
  texts.set(text, found)
  return found
}

/** The parts of an expression. */
export const partsOf = (expression: Expr): readonly Expr[] => {
  if (expression instanceof Logical || expression instanceof FunctionCall) return expression.args
  if (expression instanceof Binary) return [expression.left, expression.right]
  if (expression instanceof Unary) return [expression.expr]
  if (expression instanceof Grouping) return [expression.group]
  if (expression instanceof IndexAccess)
    return expression.index instanceof Star ? [expression.expr] : [expression.expr, expression.index]
  return []
}

/** A call of success(), failure(), cancelled() or always(), anywhere: also in arguments and where it changes nothing. */
export const callsStatus = (expression: Expr): boolean =>
  (expression instanceof FunctionCall && statusNames.includes(expression.functionName.lexeme.toLowerCase())) ||
  partsOf(expression).some(callsStatus)

/** A condition as GitHub reads it. `implicit`: it adds `success() &&` before it. */
export interface Condition {
  readonly text: string
  readonly expression: Expr
  readonly implicit: boolean
}

const nothing: Condition = {
  text: "",
  expression: new Literal(new data.BooleanData(true), {
    type: 20,
    lexeme: "true",
    range: { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } },
  }),
  implicit: true,
}

/** The condition of an `if`; without one it is `success()`. */
export const conditionOf = (node: YamlNode | undefined, allowed: Allowed): Condition | { readonly refused: string } => {
  if (node === undefined || (node.kind === "scalar" && node.value === null)) return nothing
  if (node.kind !== "scalar") return { refused: "it is no text" }
  const read = template(String(node.value))
  if ("refused" in read) return read
  const text = ("text" in read ? read.text : read.expression).trim()
  if (text === "") return nothing
  const expression = parseExpression(text, allowed)
  if ("refused" in expression) return expression
  return { text, expression, implicit: !callsStatus(expression) }
}
