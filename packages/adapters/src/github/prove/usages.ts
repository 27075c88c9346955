import { callsStatus, partsOf } from "./condition.js"
import {
  Binary,
  ContextAccess,
  data,
  Evaluator,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  Unary,
} from "./github-expressions.js"

/** What is read of a context, in small letters: GitHub makes no difference. `*` stands for all of something. */
export type Path = readonly string[]

/** The path of an expression that reads a context; undefined for whatever does something else, or reads what it computes. */
export const pathOf = (expression: Expr): Path | undefined => {
  if (expression instanceof Grouping) return pathOf(expression.group)
  if (expression instanceof ContextAccess) return [expression.name.lexeme.toLowerCase()]
  if (!(expression instanceof IndexAccess)) return undefined
  const before = pathOf(expression.expr)
  if (before === undefined) return undefined
  if (expression.index instanceof Star) return [...before, "*"]
  const key = expression.index instanceof Literal ? expression.index.literal : undefined
  return key === undefined ? undefined : [...before, key.coerceString().toLowerCase()]
}

/** What a person started a run with has two names. */
export const sameAs = (path: Path): Path =>
  path[0] === "github" && path[1] === "event" && path[2] === "inputs" && path.length === 4
    ? ["inputs", path[3] ?? ""]
    : path

export const keyOf = (path: Path): string => path.join(".")

const isFixed = (expression: Expr): boolean =>
  !(expression instanceof ContextAccess) && partsOf(expression).every(isFixed)

/** The value of an expression that reads nothing; undefined for one that reads something, or that is an error. */
export const fixedValue = (expression: Expr): data.ExpressionData | undefined => {
  if (expression instanceof Literal) return expression.literal
  if (!isFixed(expression) || callsStatus(expression)) return undefined
  try {
    return new Evaluator(expression, new data.Dictionary()).evaluate()
  } catch {
    return undefined
  }
}

/** How the conditions of a file look at one thing that they read: which of its values they can tell apart. */
export interface Usage {
  readonly equals: data.ExpressionData[]
  readonly prefixes: string[]
  readonly suffixes: string[]
  readonly infixes: string[]
  /** Texts in which it is looked for. */
  readonly within: string[]
  /** It is read as JSON. */
  json: boolean
  /** What is compared with each other, itself among it: all of this has one usage. Empty where it is compared with nothing else. */
  readonly peers: Path[]
}

export type Usages = ReadonlyMap<string, Usage>

/** Everything that an expression reads. */
const leavesOf = (expression: Expr): readonly Path[] => {
  const path = pathOf(expression)
  return path === undefined ? partsOf(expression).flatMap(leavesOf) : [path]
}

export const functionName = (call: FunctionCall): string => call.functionName.lexeme.toLowerCase()

const isCase = (expression: Expr): expression is FunctionCall =>
  expression instanceof FunctionCall && functionName(expression) === "case"

/** The arguments of which the value of `case(…)` is one. */
const resultsOf = ({ args }: FunctionCall): readonly Expr[] =>
  args.filter((_, index) => index % 2 === 1 || index === args.length - 1)

/** What the value of an expression is one of; undefined where it is made of them. */
export interface Sources {
  readonly paths: readonly Path[]
  readonly values: readonly data.ExpressionData[]
}

export const sourcesOf = (expression: Expr): Sources | undefined => {
  const value = fixedValue(expression)
  if (value !== undefined) return { paths: [], values: [value] }
  const path = pathOf(expression)
  if (path !== undefined) return path.includes("*") ? undefined : { paths: [sameAs(path)], values: [] }
  if (expression instanceof Grouping) return sourcesOf(expression.group)
  if (!(expression instanceof Logical) && !isCase(expression)) return undefined
  const parts = (expression instanceof Logical ? expression.args : resultsOf(expression)).map(sourcesOf)
  const known = parts.filter((part) => part !== undefined)
  if (known.length < parts.length) return undefined
  return { paths: known.flatMap(({ paths }) => paths), values: known.flatMap(({ values }) => values) }
}

/** Gives what is compared with each other, directly or not, one usage: what one of it may be the others may be too. */
const shareWithPeers = (usages: Map<string, Usage>): void => {
  const done = new Set<string>()
  for (const [key, { peers }] of usages) {
    if (peers.length === 0 || done.has(key)) continue
    const found = new Map<string, Path>()
    const walk = (path: Path): void => {
      if (found.has(keyOf(path))) return
      found.set(keyOf(path), path)
      usages.get(keyOf(path))?.peers.forEach(walk)
    }
    peers.forEach(walk)
    const all = [...found.keys()].flatMap((one) => usages.get(one) ?? [])
    const together: Usage = {
      equals: all.flatMap(({ equals }) => equals),
      prefixes: all.flatMap(({ prefixes }) => prefixes),
      suffixes: all.flatMap(({ suffixes }) => suffixes),
      infixes: all.flatMap(({ infixes }) => infixes),
      within: all.flatMap(({ within }) => within),
      json: all.some(({ json }) => json),
      peers: found.size > 1 ? [...found.values()] : [],
    }
    for (const one of found.keys()) {
      usages.set(one, together)
      done.add(one)
    }
  }
}

/** How each thing is looked at that the expressions read. */
export const usagesOf = (expressions: readonly Expr[]): Usages => {
  const usages = new Map<string, Usage>()
  const usage = (path: Path): Usage => {
    const key = keyOf(sameAs(path))
    const found = usages.get(key) ?? {
      equals: [],
      prefixes: [],
      suffixes: [],
      infixes: [],
      within: [],
      json: false,
      peers: [],
    }
    usages.set(key, found)
    return found
  }

  const nowhere = (): void => {}
  /** Follows a value to the things that it may come from, and says of each how it is looked at. */
  const flow = (expression: Expr, look: (usage: Usage) => void): void => {
    const path = pathOf(expression)
    if (path !== undefined) look(usage(path))
    else if (expression instanceof Grouping) flow(expression.group, look)
    else if (expression instanceof Logical) for (const one of expression.args) flow(one, look)
    else if (isCase(expression)) {
      const results = new Set(resultsOf(expression))
      for (const one of expression.args) flow(one, results.has(one) ? look : nowhere)
    } else if (expression instanceof FunctionCall && functionName(expression) === "fromjson")
      for (const inner of expression.args)
        flow(inner, (found) => {
          found.json = true
          look(found)
        })
    else visit(expression)
  }

  const compare = (one: Expr, other: Expr): void => {
    const { paths = [], values = [] } = sourcesOf(other) ?? {}
    for (const path of paths) usage(path)
    flow(one, (found) => {
      found.equals.push(...values)
      found.peers.push(...paths)
    })
  }

  const textual = (call: FunctionCall, key: "prefixes" | "suffixes" | "infixes"): void => {
    const [whole, part] = call.args
    if (whole === undefined || part === undefined) return
    const [wholeValue, partValue] = [fixedValue(whole), fixedValue(part)]
    if (partValue !== undefined) flow(whole, (found) => found[key].push(partValue.coerceString()))
    else if (wholeValue instanceof data.Array) flow(part, (found) => found.equals.push(...wholeValue.values()))
    else if (wholeValue !== undefined) flow(part, (found) => found.within.push(wholeValue.coerceString()))
    else {
      visit(whole)
      visit(part)
    }
  }

  const inFunction: { readonly [name: string]: (call: FunctionCall) => void } = {
    startswith: (call) => textual(call, "prefixes"),
    endswith: (call) => textual(call, "suffixes"),
    contains: (call) => textual(call, "infixes"),
    case: (call) => flow(call, nowhere),
    fromjson: (call) => flow(call, nowhere),
  }
  const visit = (expression: Expr): void => {
    const special = expression instanceof FunctionCall ? inFunction[functionName(expression)] : undefined
    if (pathOf(expression) !== undefined) flow(expression, nowhere)
    else if (expression instanceof Binary) {
      compare(expression.left, expression.right)
      compare(expression.right, expression.left)
    } else if (expression instanceof FunctionCall && special !== undefined) special(expression)
    else for (const one of partsOf(expression)) visit(one)
  }
  for (const expression of expressions) visit(expression)
  shareWithPeers(usages)
  return usages
}

/** An expression in words, for a person who looks for it. */
export const printed = (expression: Expr): string => {
  if (expression instanceof Literal)
    return expression.literal.kind === data.Kind.String
      ? `'${expression.literal.coerceString()}'`
      : expression.literal.coerceString()
  if (expression instanceof ContextAccess) return expression.name.lexeme
  if (expression instanceof IndexAccess) {
    const key = expression.index instanceof Literal ? expression.index.literal.coerceString() : undefined
    const before = printed(expression.expr)
    if (expression.index instanceof Star) return `${before}.*`
    return key === undefined ? `${before}[${printed(expression.index)}]` : `${before}.${key}`
  }
  if (expression instanceof Grouping) return `(${printed(expression.group)})`
  if (expression instanceof Unary) return `!${printed(expression.expr)}`
  if (expression instanceof Binary)
    return `${printed(expression.left)} ${expression.operator.lexeme} ${printed(expression.right)}`
  if (expression instanceof Logical) return expression.args.map(printed).join(` ${expression.operator.lexeme} `)
  if (expression instanceof FunctionCall)
    return `${expression.functionName.lexeme}(${expression.args.map(printed).join(", ")})`
  return "*"
}

/** An expression in words, with what makes it differ from one job to another. */
export interface SharedText {
  readonly text: string
  /** The jobs of which it reads, in small letters. */
  readonly needs: readonly string[]
  /** It asks of all before a job, or of all its needs. */
  readonly special: boolean
}

const shared = new WeakMap<Expr, SharedText>()

const sharedLeaf = (expression: Expr): SharedText => {
  const needs = leavesOf(expression).filter(([root]) => root === "needs")
  return {
    text: printed(expression),
    needs: [...new Set(needs.map(([, name = "*"]) => name))],
    special: callsStatus(expression) || needs.some((path) => path.length < 3 || path.includes("*")),
  }
}

/** Of what only combines, what its parts are is known by then: a long condition is asked for at each of its levels. */
const sharedOf = (expression: Expr): SharedText => {
  if (!(expression instanceof Logical)) return sharedLeaf(expression)
  const parts = expression.args.map(sharedText)
  return {
    text: parts.map(({ text }) => text).join(` ${expression.operator.lexeme} `),
    needs: [...new Set(parts.flatMap(({ needs }) => needs))],
    special: parts.some(({ special }) => special),
  }
}

export const sharedText = (expression: Expr): SharedText => {
  const made = shared.get(expression) ?? sharedOf(expression)
  shared.set(expression, made)
  return made
}
