/** The parts of sucrase that take types away. Its own entry holds every transform that it knows. */
declare module "sucrase/dist/esm/parser/index.js" {
  export interface Token {
    readonly type: number
    readonly contextualKeyword: number
    readonly start: number
    readonly end: number
    readonly isType: boolean
  }
  export interface File {
    readonly tokens: Token[]
    readonly scopes: object[]
  }
  export function parse(code: string, jsx: boolean, typescript: boolean, flow: boolean): File
}
declare module "sucrase/dist/esm/parser/tokenizer/types.js" {
  export const TokenType: Readonly<Record<"template" | "backQuote" | "dollarBraceL" | "braceL" | "name", number>>
}
declare module "sucrase/dist/esm/TokenProcessor.js" {
  import type { Token } from "sucrase/dist/esm/parser/index.js"
  export default class TokenProcessor {
    constructor(code: string, tokens: Token[], flow: boolean, keepNewSyntax: boolean, helpers: object)
  }
}
declare module "sucrase/dist/esm/NameManager.js" {
  import type { Token } from "sucrase/dist/esm/parser/index.js"
  export default class NameManager {
    constructor(code: string, tokens: Token[])
  }
}
declare module "sucrase/dist/esm/HelperManager.js" {
  export class HelperManager {
    constructor(names: object)
  }
}
declare module "sucrase/dist/esm/identifyShadowedGlobals.js" {
  export default function identifyShadowedGlobals(tokens: object, scopes: object[], names: ReadonlySet<string>): void
}
declare module "sucrase/dist/esm/util/getTSImportedNames.js" {
  export default function getTSImportedNames(tokens: object): ReadonlySet<string>
}
declare module "sucrase/dist/esm/transformers/RootTransformer.js" {
  export default class RootTransformer {
    constructor(context: object, transforms: readonly string[], legacy: boolean, options: object)
    transform(): { readonly code: string; readonly mappings: readonly (number | undefined)[] }
  }
}
