import { data, Evaluator, Lexer, Parser } from "@actions/expressions"
import { truthy } from "@actions/expressions/result"

/** The contexts that the `if` of a job may read. One that is left out is empty: whatever is read from it is null. */
export interface ConditionContexts {
  readonly github?: object
  readonly inputs?: object
  readonly needs?: object
  readonly vars?: object
}

/** What the status functions answer: `always()` is true always. */
export interface Status {
  readonly success: boolean
  readonly failure: boolean
  readonly cancelled: boolean
}

const contextNames = ["github", "inputs", "needs", "vars"] as const

const toDictionary = (contexts: ConditionContexts) => {
  const dictionary = new data.Dictionary()
  for (const name of contextNames) {
    dictionary.add(name, JSON.parse(JSON.stringify(contexts[name] ?? {}), data.reviver))
  }
  return dictionary
}

// No arguments: `success('job')` is accepted by GitHub but documented nowhere, so it is an error here.
const statusFunctions = (status: Status) =>
  Object.entries({ always: true, ...status }).map(([name, value]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  }))

/** Whether the desugared condition of a job holds, by GitHub's own evaluator. Throws where GitHub would report an error. */
export const evaluateCondition = (condition: string, contexts: ConditionContexts, status: Status): boolean => {
  const functions = statusFunctions(status)
  const expression = new Parser(new Lexer(condition).lex().tokens, [...contextNames], functions).parse()
  const named = new Map(functions.map((one) => [one.name, one]))
  return truthy(new Evaluator(expression, toDictionary(contexts), named).evaluate())
}
