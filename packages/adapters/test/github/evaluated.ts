import { data, Evaluator, Lexer, Parser } from "@actions/expressions"
import { NoOperationTraceWriter, parseWorkflow } from "../judges/github-parser.js"

type Template = NonNullable<ReturnType<typeof parseWorkflow>["value"]>

const compute = (expression: string): string =>
  new Evaluator(new Parser(new Lexer(expression).lex().tokens, [], []).parse(), new data.Dictionary())
    .evaluate()
    .coerceString()

const child = (token: Template, key: string | number): Template => {
  if (typeof key === "number") return token.assertSequence("a list").get(key)
  const map = token.assertMapping("a map")
  for (let index = 0; index < map.count; index++) {
    const { key: name, value } = map.get(index)
    if (name.toString() === key) return value
  }
  throw new Error(`no ${key}`)
}

/**
 * What GitHub makes of the text at a path of a workflow: read by its own parser and, where it is an expression, computed by
 * its own evaluator, without any context. Throws where the parser objects.
 */
export const githubReads = (text: string): ((path: readonly (string | number)[]) => string) => {
  const { context, value } = parseWorkflow({ name: "workflow.yml", content: text }, new NoOperationTraceWriter())
  const errors = context.errors.getErrors()
  if (errors.length > 0 || value === undefined) throw new Error(errors.map(({ message }) => message).join("\n"))
  return (path) => {
    const token = path.reduce(child, value)
    return token.isExpression ? compute(token.toString().replace(/^\$\{\{(.*)\}\}$/s, "$1")) : token.toString()
  }
}
