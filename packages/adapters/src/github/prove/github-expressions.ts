// GitHub's own parser and evaluator of expressions, by its parts: the whole brings an editor's completion with it.
export {
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
} from "@actions/expressions/ast"
export * as data from "@actions/expressions/data/index"
export { Evaluator } from "@actions/expressions/evaluator"
export { Lexer, TokenType } from "@actions/expressions/lexer"
export { Parser } from "@actions/expressions/parser"
export { equals, falsy, truthy } from "@actions/expressions/result"
