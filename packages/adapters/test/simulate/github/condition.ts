import { data, Evaluator, Lexer, Parser } from "@actions/expressions"
import { truthy } from "@actions/expressions/result"

/** What a condition may ask of the jobs before it. With names, `success` and `failure` are about those jobs. */
export interface StatusFunctions {
  readonly success: (...jobs: readonly string[]) => boolean
  readonly failure: (...jobs: readonly string[]) => boolean
  readonly cancelled: boolean
}

/** The contexts by name. One that is left out is empty: whatever is read from it is null. */
export type Contexts = ReadonlyMap<string, data.ExpressionData>

const contextNames = [
  "github",
  "inputs",
  "vars",
  "needs",
  "env",
  "steps",
  "matrix",
  "strategy",
  "runner",
  "job",
  "secrets",
]
const most = 255

/** A value as GitHub's evaluator reads it. */
export const evaluatorValue = (value: unknown): data.ExpressionData => JSON.parse(JSON.stringify(value), data.reviver)

export const contextsOf = (contexts: { readonly [name: string]: unknown }): Contexts =>
  new Map(Object.entries(contexts).map(([name, value]) => [name, evaluatorValue(value)]))

const nothing = new data.Dictionary()

const dictionaryOf = (contexts: Contexts): data.Dictionary =>
  new data.Dictionary(...contextNames.map((key) => ({ key, value: contexts.get(key) ?? nothing })))

/** An expression that has been read once and is evaluated often. Evaluating throws where GitHub reports an error. */
export const compiledCondition = (expression: string): ((contexts: Contexts, status: StatusFunctions) => boolean) => {
  let status: StatusFunctions | undefined
  const names = (args: readonly data.ExpressionData[]) => args.map((one) => one.coerceString())
  const answer = (
    name: string,
    minArgs: number,
    maxArgs: number,
    of: (s: StatusFunctions, a: string[]) => boolean,
  ) => ({
    name,
    minArgs,
    maxArgs,
    call: (...args: data.ExpressionData[]) => new data.BooleanData(status !== undefined && of(status, names(args))),
  })
  const functions = [
    answer("always", 0, 0, () => true),
    answer("cancelled", 0, 0, ({ cancelled }) => cancelled),
    answer("success", 0, most, ({ success }, jobs) => success(...jobs)),
    answer("failure", 0, most, ({ failure }, jobs) => failure(...jobs)),
  ]
  const parsed = new Parser(new Lexer(expression).lex().tokens, contextNames, functions).parse()
  const named = new Map(functions.map((one) => [one.name, one]))
  return (contexts, asked) => {
    status = asked
    return truthy(new Evaluator(parsed, dictionaryOf(contexts), named).evaluate())
  }
}
