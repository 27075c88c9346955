/** Variables by name. One that is absent is null. */
export type Variables = ReadonlyMap<string, string>

interface Token {
  readonly kind: "word" | "variable" | "string" | "regex" | "sign"
  readonly text: string
}

const shapes: readonly (readonly [Token["kind"] | "space", RegExp])[] = [
  ["space", /^\s+/],
  ["sign", /^(?:\|\||&&|==|!=|=~|!~|\(|\))/],
  ["variable", /^\$(?:\{(\w+)\}|(\w+))/],
  ["string", /^(?:"([^"]*)"|'([^']*)')/],
  ["regex", /^(\/(?:[^/\\]|\\.)+\/[ismU]*)/],
  ["word", /^(null)\b/],
]

const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = []
  let rest = text
  while (rest !== "") {
    const found = shapes.flatMap(([kind, shape]) => {
      const match = shape.exec(rest)
      return match === null ? [] : [{ kind, match }]
    })[0]
    if (found === undefined) throw new Error(`cannot read the rule at: ${rest}`)
    const { kind, match } = found
    if (kind !== "space") tokens.push({ kind, text: match.slice(1).find((part) => part !== undefined) ?? match[0] })
    rest = rest.slice(match[0].length)
  }
  return tokens
}

type Value = string | null

const pattern = (text: Value): RegExp | undefined => {
  const parts = /^\/(.*)\/([a-zA-Z]*)$/s.exec(text ?? "")
  return parts === null ? undefined : new RegExp(parts[1] ?? "", parts[2]?.includes("i") ? "i" : "")
}

/** Whether the `if` of a rule holds: `||` binds less than `&&`, that less than comparisons; a lone value holds where it is not empty. */
export const ruleHolds = (text: string, variables: Variables): boolean => {
  const tokens = tokensOf(text)
  let at = 0
  const take = (sign: string): boolean => {
    const token = tokens[at]
    if (token?.kind !== "sign" || token.text !== sign) return false
    at += 1
    return true
  }
  const operand = (): Value => {
    const token = tokens[at]
    at += 1
    if (token === undefined || token.kind === "sign") throw new Error(`no value in the rule: ${text}`)
    if (token.kind === "variable") return variables.get(token.text) ?? null
    return token.kind === "word" ? null : token.text
  }
  const comparison = (): boolean => {
    if (take("(")) {
      const inside = either()
      if (!take(")")) throw new Error(`no closing parenthesis in the rule: ${text}`)
      return inside
    }
    const left = operand()
    if (take("==")) return left === operand()
    if (take("!=")) return left !== operand()
    if (take("=~")) return pattern(operand())?.test(left ?? "") ?? false
    if (take("!~")) return !(pattern(operand())?.test(left ?? "") ?? false)
    return left !== null && left !== ""
  }
  const both = (): boolean => {
    let holds = comparison()
    while (take("&&")) holds = comparison() && holds
    return holds
  }
  const either = (): boolean => {
    let holds = both()
    while (take("||")) holds = both() || holds
    return holds
  }
  const holds = either()
  if (at < tokens.length) throw new Error(`cannot read the rule: ${text}`)
  return holds
}
