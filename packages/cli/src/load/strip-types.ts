import { HelperManager } from "sucrase/dist/esm/HelperManager.js"
import identifyShadowedGlobals from "sucrase/dist/esm/identifyShadowedGlobals.js"
import NameManager from "sucrase/dist/esm/NameManager.js"
import { parse, type Token } from "sucrase/dist/esm/parser/index.js"
import { TokenType } from "sucrase/dist/esm/parser/tokenizer/types.js"
import TokenProcessor from "sucrase/dist/esm/TokenProcessor.js"
import RootTransformer from "sucrase/dist/esm/transformers/RootTransformer.js"
import getTSImportedNames from "sucrase/dist/esm/util/getTSImportedNames.js"

const options = { transforms: ["typescript"], disableESTransforms: true }

/** Node's own stripping takes several times as long to start. */
const transform = (code: string, jsx: boolean) => {
  const { tokens, scopes } = parse(code, jsx, true, false)
  const nameManager = new NameManager(code, tokens)
  const helperManager = new HelperManager(nameManager)
  const tokenProcessor = new TokenProcessor(code, tokens, false, true, helperManager)
  identifyShadowedGlobals(tokenProcessor, scopes, getTSImportedNames(tokenProcessor))
  const context = { tokenProcessor, scopes, nameManager, importProcessor: null, helperManager }
  return { tokens, ...new RootTransformer(context, options.transforms, false, options).transform() }
}

const insideTemplate: ReadonlySet<number> = new Set([TokenType.template, TokenType.backQuote, TokenType.dollarBraceL])

/** The library keeps lines; spaces where types stood keep columns too, so that places are those of the program. */
const keepColumns = (
  source: string,
  code: string,
  tokens: readonly Token[],
  mappings: readonly (number | undefined)[],
) => {
  const parts: string[] = []
  let [done, length, lineStart] = [0, 0, 0]
  tokens.forEach((token, index) => {
    const position = mappings[index]
    if (position === undefined || position < done || insideTemplate.has(token.type)) return
    if (!code.startsWith(source.slice(token.start, token.end), position)) return // replaced or taken away
    const part = code.slice(done, position)
    const newline = part.lastIndexOf("\n")
    if (newline >= 0) lineStart = length + newline + 1
    const column = token.start - (source.lastIndexOf("\n", token.start - 1) + 1)
    const spaces = Math.max(0, column - (length + part.length - lineStart))
    parts.push(part, " ".repeat(spaces))
    length += part.length + spaces
    done = position
  })
  return parts.join("") + code.slice(done)
}

/** A namespace that exists at run time; the library would drop it in silence. */
const namespaceAt = (source: string, tokens: readonly Token[]): number | undefined => {
  if (!/\b(?:namespace|module)\s+[\w$.]+\s*\{/.test(source)) return undefined
  const text = (index: number) => source.slice(tokens[index]?.start, tokens[index]?.end)
  return tokens.find(
    (token, index) =>
      token.isType &&
      /^(?:namespace|module)$/.test(text(index)) &&
      tokens[index + 1]?.type === TokenType.name &&
      !/^(?:declare|type|interface|[.:|&<,])$/.test(text(index - 1)),
  )?.start
}

/** What cannot be taken away without changing what the program does. */
export class Unstrippable extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message)
  }
}

/** JavaScript that does what the TypeScript does, each word in its place. Throws `SyntaxError` or `Unstrippable`. */
export const stripTypes = (source: string, jsx: boolean): string => {
  const { tokens, code, mappings } = transform(source, jsx)
  const namespace = namespaceAt(source, tokens)
  if (namespace !== undefined)
    throw new Unstrippable("a namespace is code, not a type, and cannot be taken away", namespace)
  return keepColumns(source, code, tokens, mappings)
}
