import { type Expr, Lexer, Parser } from "@actions/expressions"
import { array, constantFrom, letrec, oneof, property, assert as run, tuple } from "fast-check"
import { describe, expect, test } from "vitest"
import { ofJobNames, parseExpression } from "../../../src/github/prove/condition.js"
import { printed } from "../../../src/github/prove/usages.js"

const operands = [
  "github.ref == 'a'",
  "!vars.on",
  "contains(github.ref, 'x')",
  "inputs['a && b']",
  "'(' == vars.x",
  "'it''s || not'",
  "true",
]
const pieces = [
  ...operands,
  "(",
  ")",
  "!(",
  " && ",
  " || ",
  "&&",
  "'",
  " ",
  "-1",
  ".5",
  "contains(",
  ", ",
  "[",
  "nowhere.x",
]

const { whole } = letrec<{ readonly whole: string; readonly inner: string }>((tie) => ({
  inner: oneof(
    { depthSize: "small" },
    constantFrom(...operands),
    tie("whole").map((text) => `(${text})`),
    tie("whole").map((text) => `!(${text})`),
  ),
  whole: tuple(constantFrom(" && ", " || ", "&&", "  ||\n"), array(tie("inner"), { minLength: 1, maxLength: 4 })).map(
    ([operator, parts]) => parts.join(operator),
  ),
}))
const anything = array(constantFrom(...pieces), { minLength: 1, maxLength: 9 }).map((all) => all.join(""))

const said = (parsed: Expr | { readonly refused: string } | undefined): string => {
  if (parsed === undefined) return "refused: it is empty"
  return "refused" in parsed ? `refused: ${parsed.refused}` : printed(parsed)
}

const atOnce = (text: string): string => {
  try {
    return said(new Parser(new Lexer(text).lex().tokens, [...ofJobNames.contexts], []).parse())
  } catch (error) {
    return `refused: ${error instanceof Error ? error.message : ""}`
  }
}

describe("an expression that is parsed by its parts", () => {
  test("is what GitHub's parser makes of the whole, or is refused in the same words", () => {
    run(
      property(oneof(whole, anything), (text) => {
        expect(said(parseExpression(text, ofJobNames))).toBe(atOnce(text))
      }),
      { numRuns: 2000 },
    )
  })
})
