import { ofSteps, parseExpression } from "../../github/prove/condition.js"
import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from "../../github/prove/github-expressions.js"
import { anything, type Pattern, together } from "../pattern.js"

/** Undefined for what GitHub refuses: it would not run. */
const parse = (text: string): Expr | undefined => {
  const parsed = parseExpression(text, ofSteps)
  return "refused" in parsed ? undefined : parsed
}

/** A text cut into what stands in it and the expressions between. */
type Piece = { readonly text: string } | { readonly expression: string }

/** Finds the `}}` that ends an expression: not one inside of quotes. */
const endOf = (text: string, from: number): number => {
  let quoted = false
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'") quoted = !quoted
    else if (!quoted && text.startsWith("}}", at)) return at
  }
  return -1
}

const piecesOf = (text: string): readonly Piece[] => {
  const pieces: Piece[] = []
  let at = 0
  for (;;) {
    const start = text.indexOf("${{", at)
    const end = start < 0 ? -1 : endOf(text, start + 3)
    if (end < 0) break
    if (start > at) pieces.push({ text: text.slice(at, start) })
    pieces.push({ expression: text.slice(start + 3, end).trim() })
    at = end + 2
  }
  if (at < text.length || pieces.length === 0) pieces.push({ text: text.slice(at) })
  return pieces
}

/** What a look-up such as `inputs.target` may give, by its parts in small letters; undefined where nobody knows. */
export type Lookup = (path: readonly string[]) => readonly Pattern[] | undefined

const pathOf = (expr: Expr): readonly string[] | undefined => {
  if (expr instanceof ContextAccess) return [expr.name.lexeme.toLowerCase()]
  if (!(expr instanceof IndexAccess)) return undefined
  const before = pathOf(expr.expr)
  const key = expr.index instanceof Literal ? expr.index.literal.coerceString() : undefined
  return before === undefined || key === undefined ? undefined : [...before, key.toLowerCase()]
}

const formatted = (args: readonly (readonly Pattern[])[]): readonly Pattern[] => {
  const [template = [anything], ...values] = args
  return template.flatMap((one) => {
    const text = one.every((part) => part !== null) ? one.join("") : undefined
    if (text === undefined) return [anything]
    const pieces = text.split(/(\{\d+\})/).map((piece): readonly Pattern[] => {
      const [, index] = /^\{(\d+)\}$/.exec(piece) ?? []
      return index === undefined
        ? [[piece.replaceAll("{{", "{").replaceAll("}}", "}")]]
        : (values[Number(index)] ?? [anything])
    })
    return together(pieces)
  })
}

const isFalsy = (pattern: Pattern): boolean => ["", "0", "false"].includes(pattern.join("")) && !pattern.includes(null)

/** Every text that an expression may give. */
const valuesOf = (expr: Expr, lookup: Lookup): readonly Pattern[] => {
  if (expr instanceof Literal) return [[expr.literal.coerceString()]]
  if (expr instanceof Grouping) return valuesOf(expr.group, lookup)
  if (expr instanceof Unary || expr instanceof Binary) return [["true"], ["false"]]
  if (expr instanceof Logical) {
    const args = expr.args.map((arg) => valuesOf(arg, lookup))
    const last = args.at(-1) ?? []
    const earlier = args.slice(0, -1).flat()
    // `a || b` gives the first that holds, `a && b` the first that does not.
    const isOr = expr.operator.lexeme === "||"
    const kept = earlier.filter((one) => (isOr ? !isFalsy(one) : isFalsy(one) || one.includes(null)))
    // What does not hold is empty or no name; of an open value only that matters.
    return [...kept.map((one): Pattern => (!isOr && one.includes(null) ? [""] : one)), ...last]
  }
  if (expr instanceof FunctionCall) {
    const name = expr.functionName.lexeme.toLowerCase()
    const args = expr.args.map((arg) => valuesOf(arg, lookup))
    if (name === "format") return formatted(args)
    if (name === "case") return args.filter((_, index) => index % 2 === 1 || index === args.length - 1).flat()
    return [anything]
  }
  const path = pathOf(expr)
  return (path === undefined ? undefined : lookup(path)) ?? [anything]
}

/** Every text that a text with expressions may become. */
export const mayBecome = (text: string, lookup: Lookup): readonly Pattern[] =>
  together(
    piecesOf(text).map((piece): readonly Pattern[] => {
      if ("text" in piece) return [[piece.text]]
      const expr = parse(piece.expression)
      return expr === undefined ? [anything] : valuesOf(expr, lookup)
    }),
  )

/** The secrets that an expression reads, by name; undefined for all of them, or one whose name is made. */
const secretsIn = (expr: Expr): readonly (string | undefined)[] => {
  if (expr instanceof ContextAccess) return expr.name.lexeme.toLowerCase() === "secrets" ? [undefined] : []
  if (expr instanceof IndexAccess) {
    const isSecret = expr.expr instanceof ContextAccess && expr.expr.name.lexeme.toLowerCase() === "secrets"
    if (isSecret && expr.index instanceof Literal) return [expr.index.literal.coerceString()]
    return [...secretsIn(expr.expr), ...(expr.index instanceof Star ? [] : secretsIn(expr.index))]
  }
  if (expr instanceof Grouping) return secretsIn(expr.group)
  if (expr instanceof Unary) return secretsIn(expr.expr)
  if (expr instanceof Binary) return [...secretsIn(expr.left), ...secretsIn(expr.right)]
  if (expr instanceof Logical || expr instanceof FunctionCall) return expr.args.flatMap(secretsIn)
  return []
}

/** The secrets that a text reads. `bare`: the whole text is an expression, as a condition is. */
export const secretsOf = (text: string, bare = false): readonly (string | undefined)[] => {
  const pieces = piecesOf(text)
  const expressions = pieces.flatMap((piece) => ("expression" in piece ? [piece.expression] : bare ? [piece.text] : []))
  return expressions.flatMap((one) => {
    const expr = parse(one)
    // A name in what is refused is told all the same.
    return expr === undefined
      ? [...one.matchAll(/\bsecrets\s*\.\s*([\w-]+)/gi)].map(([, name]) => name)
      : secretsIn(expr)
  })
}
