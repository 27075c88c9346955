/** A condition of `rules:if`, as GitLab's own grammar cuts it. */
export type Condition =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "pattern"; readonly source: string; readonly flags: string }
  | { readonly kind: "not"; readonly operand: Condition }
  | {
      readonly kind: "==" | "!=" | "=~" | "!~" | "&&" | "||"
      readonly left: Condition
      readonly right: Condition
    }

export type ParsedCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly why: string }

type Operator = Extract<Condition, { left: unknown }>["kind"]

type Token =
  | { readonly kind: "value"; readonly condition: Condition }
  | { readonly kind: "operator"; readonly operator: Operator }
  | { readonly kind: "(" | ")" | "!" }

class Wrong extends Error {}

const mostTokens = 100

/** In GitLab's order: the first that fits is the token. */
const lexemes: readonly (readonly [RegExp, (found: RegExpExecArray) => Token])[] = [
  [/[()]/y, ([text]) => ({ kind: text === "(" ? "(" : ")" })],
  [/\$(\w+)/y, ([, name = ""]) => ({ kind: "value", condition: { kind: "variable", name } })],
  [
    /"([^"]*)"|'([^']*)'/y,
    ([, double, single]) => ({ kind: "value", condition: { kind: "text", text: double ?? single ?? "" } }),
  ],
  [
    /\/((?:[^/\\]|\\.)+)\/([ismU]*)/y,
    ([, source = "", flags = ""]) => ({ kind: "value", condition: { kind: "pattern", source, flags } }),
  ],
  [/null\b/y, () => ({ kind: "value", condition: { kind: "null" } })],
  [/\b(?:true|false)\b/y, ([text]) => ({ kind: "value", condition: { kind: "boolean", value: text === "true" } })],
  [/==|!=|=~|!~|&&|\|\|/y, ([text]) => ({ kind: "operator", operator: operators.find((one) => one === text) ?? "==" })],
  [/!/y, () => ({ kind: "!" })],
]
const operators = ["==", "!=", "=~", "!~", "&&", "||"] as const satisfies readonly Operator[]

const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = []
  for (let at = 0; ; ) {
    while (/\s/.test(text[at] ?? "")) at += 1
    if (at >= text.length) return tokens
    const hit = lexemes.flatMap(([lexeme, make]) => {
      lexeme.lastIndex = at
      const found = lexeme.exec(text)
      return found === null ? [] : [{ length: found[0].length, token: make(found) }]
    })[0]
    if (hit === undefined) throw new Wrong(`is not understood from '${text.slice(at, at + 20)}'`)
    tokens.push(hit.token)
    at += hit.length
    if (tokens.length > mostTokens) throw new Wrong(`has more than the ${mostTokens} words that GitLab reads`)
  }
}

const levels: readonly (readonly Operator[])[] = [["||"], ["&&"], ["==", "!=", "=~", "!~"]]

const parser = (tokens: readonly Token[]) => {
  let at = 0
  const operand = (): Condition => {
    const token = tokens[at]
    at += 1
    if (token?.kind === "value") return token.condition
    if (token?.kind === "!") return { kind: "not", operand: operand() }
    if (token?.kind === "(") {
      const inner = binary(0)
      if (tokens[at]?.kind !== ")") throw new Wrong("lacks a )")
      at += 1
      return inner
    }
    throw new Wrong("lacks a value")
  }
  const binary = (level: number): Condition => {
    const kinds = levels[level]
    if (kinds === undefined) return operand()
    let left = binary(level + 1)
    for (;;) {
      const token = tokens[at]
      if (token?.kind !== "operator" || !kinds.includes(token.operator)) return left
      at += 1
      left = { kind: token.operator, left, right: binary(level + 1) }
    }
  }
  const whole = binary(0)
  if (at < tokens.length) throw new Wrong("goes on where it should end")
  return whole
}

const parse = (text: string): ParsedCondition => {
  try {
    return { ok: true, condition: parser(tokensOf(text)) }
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, why: error.message }
    throw error
  }
}

const known = new Map<string, ParsedCondition>()
const most = 4096

/** Reads a condition. Holes for inputs may stand in its texts. */
export const parseCondition = (text: string): ParsedCondition => {
  const found = known.get(text) ?? parse(text)
  if (known.size >= most) known.clear()
  known.set(text, found)
  return found
}

/** Everything in a condition, itself first. */
export const within = (condition: Condition): readonly Condition[] => {
  if ("left" in condition) return [condition, ...within(condition.left), ...within(condition.right)]
  return condition.kind === "not" ? [condition, ...within(condition.operand)] : [condition]
}

/** The variables that a condition reads. */
export const variablesOf = (condition: Condition): readonly string[] =>
  within(condition).flatMap((one) => (one.kind === "variable" ? [one.name] : []))
