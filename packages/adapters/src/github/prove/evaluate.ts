import type { Diagram, Diagrams } from "../../prove/diagrams.js"
import { binary, type Cases, casesOver, literal, merged, nothing, something, type Truth, Unknown } from "./cases.js"
import { callsStatus } from "./condition.js"
import {
  Binary,
  ContextAccess,
  data,
  type Expr,
  equals,
  FunctionCall,
  falsy,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Star,
  TokenType,
  truthy,
  Unary,
} from "./github-expressions.js"
import { fixedValue, functionName, type Path, pathOf, printed, sourcesOf } from "./usages.js"

export interface Reading {
  readonly diagrams: Diagrams
  /** What stands at a path; throws `Unknown` where nobody can say. */
  readonly read: (path: Path) => Cases
  /** The jobs of which `needs` tells. */
  readonly needs: readonly string[]
  /** `success`, `failure`, `cancelled` or `always`. */
  readonly status: (name: string) => Diagram
  /** What was computed for other jobs too, by what `keyOf` makes of an expression; undefined for what is peculiar to this one. */
  readonly known: Map<string, Truth>
  readonly keyOf: (expression: Expr) => string | undefined
  /** A question of its own in the place of a text that cannot be computed. */
  readonly guess: (text: string) => Diagram
  /** A question of its own that a run really decides, of which nothing else depends. */
  readonly free: (text: string) => Diagram
}

/** Functions that say yes or no. */
const answers = new Set(["contains", "startswith", "endswith"])
const safe = new Set(["contains", "startswith", "endswith", "fromjson", "case"])
const ordering: readonly TokenType[] = [
  TokenType.LESS,
  TokenType.LESS_EQUAL,
  TokenType.GREATER,
  TokenType.GREATER_EQUAL,
]

/**
 * `format('{0} and more', …)`: a text that holds more than what is put into it is never empty, and so true whatever that is.
 * Two brackets are one of the text.
 */
const isSurelyText = (expression: Expr): boolean => {
  if (!(expression instanceof FunctionCall) || functionName(expression) !== "format") return false
  const [first] = expression.args
  const pattern = first === undefined ? undefined : fixedValue(first)
  const own = pattern
    ?.coerceString()
    .replace(/\{\{|\}\}|\{\d+\}/g, (found) => (found === "{{" || found === "}}" ? "_" : ""))
  return own !== undefined && /[^{}]/.test(own)
}

const isNumber = ({ cases }: Cases): boolean => cases.some(({ value }) => value.kind === data.Kind.Number)

/** Whether an open value has each of the others among its own. */
const hasEach = (one: Cases, { cases }: Cases): boolean =>
  cases.every(({ value }) => one.cases.some((own) => equals(own.value, value)))

/** What a condition is made of, by diagrams: what combines is combined, the rest is computed value by value by GitHub's own evaluator. */
export const evaluation = (reading: Reading) => {
  const { diagrams } = reading
  const { and, or, not, yes, no } = diagrams
  const { fixed, bool, truthOf, combined, compared } = casesOver(diagrams)

  /**
   * Whether all that may come out of a comparison comes out for the values that stand for many: they were made for what is
   * compared with texts of the file, or as it is with other things. Of what is made of such things nobody knows.
   */
  const isTold = (one: Expr, other: Expr, left: Cases, right: Cases): boolean => {
    if (!left.open && !right.open) return true
    if (fixedValue(one) !== undefined || fixedValue(other) !== undefined) return true
    if (left.open !== right.open) return left.open ? hasEach(left, right) : hasEach(right, left)
    return sourcesOf(one) !== undefined && sourcesOf(other) !== undefined && isNumber(left) === isNumber(right)
  }

  /** `contains(needs.*.result, 'failure')`: one question for each part. */
  const containsEach = (path: Path, other: Cases): Cases | undefined => {
    const [context, star, ...rest] = path
    if (context !== "needs" || star !== "*" || rest.includes("*")) return undefined
    const parts = reading.needs.map((name) => {
      const one = reading.read(["needs", name.toLowerCase(), ...rest])
      if (other.open || (one.open && !hasEach(one, other))) throw new Unknown()
      return truthOf(compared(one, other, true))
    })
    return bool({ when: or(...parts.map((part) => part.when)), wrong: or(...parts.map((part) => part.wrong)) })
  }

  const call = (expression: FunctionCall): Cases => {
    const name = functionName(expression)
    if (callsStatus(expression) && !expression.args.some(callsStatus)) {
      // GitHub takes names of jobs here and documents it nowhere.
      if (expression.args.length > 0) throw new Unknown()
      return bool({ when: reading.status(name), wrong: no })
    }
    if (name === "hashfiles") throw new Unknown()
    const [first, second] = expression.args
    const path = first === undefined ? undefined : pathOf(first)
    if (name === "contains" && path?.includes("*") && second !== undefined) {
      const each = containsEach(path, values(second))
      if (each !== undefined) return each
      // A list of the event, such as labels: it may hold the word or not.
      if (path[0] === "github" && fixedValue(second) !== undefined)
        return bool({ when: reading.free(printed(expression)), wrong: no })
    }
    const parts = expression.args.map(values)
    const unknown = parts.some(({ cases }) => cases.some(({ value }) => value === something))
    const isOpen = parts.some(({ open }) => open)
    // Values that stand for many were made for what they are held against where that is one text of the file.
    const isHeld = answers.has(name) && expression.args.filter((one) => fixedValue(one) === undefined).length > 1
    if (unknown || (isOpen && (isHeld || !safe.has(name)))) throw new Unknown()
    const found = combined(parts, (literals) => new FunctionCall(expression.functionName, [...literals]))
    return { ...found, open: found.open && !answers.has(name) }
  }

  /** The value of `a && b` is `a` where that is false; of `a || b` where it is true. */
  const logical = (expression: Logical): Cases => {
    const goesOn = expression.operator.type === TokenType.AND ? truthy : falsy
    const [first, ...rest] = expression.args.map((one) => () => values(one))
    let { cases, wrong, open } = first?.() ?? fixed(nothing)
    for (const next of rest) {
      const on = or(...cases.filter(({ value }) => goesOn(value)).map(({ when }) => when))
      if (on === no) break
      const after = next()
      cases = merged(diagrams, [
        ...cases.filter(({ value }) => !goesOn(value)),
        ...after.cases.map(({ value, when }) => ({ value, when: and(on, when) })),
      ])
      wrong = or(wrong, and(on, after.wrong))
      open ||= after.open
    }
    return { cases, wrong, open }
  }

  /** Everything that an expression may be. */
  const values = (expression: Expr): Cases => {
    if (expression instanceof Literal) return fixed(expression.literal)
    if (expression instanceof Grouping) return values(expression.group)
    const path = pathOf(expression)
    if (path !== undefined) {
      if (path.includes("*")) throw new Unknown()
      return reading.read(path)
    }
    if (expression instanceof Logical) return logical(expression)
    if (expression instanceof Unary) {
      const { when, wrong } = truth(expression.expr)
      return bool({ when: not(when), wrong })
    }
    if (expression instanceof Binary) {
      const parts = [values(expression.left), values(expression.right)] as const
      const { type } = expression.operator
      if (type === TokenType.EQUAL_EQUAL || type === TokenType.BANG_EQUAL) {
        if (!isTold(expression.left, expression.right, ...parts)) throw new Unknown()
        return compared(...parts, type === TokenType.EQUAL_EQUAL)
      }
      if (ordering.includes(type) && parts.some(({ open }) => open)) throw new Unknown()
      return { ...combined(parts, ([left, right]) => binary(left, type, right)), open: false }
    }
    if (expression instanceof FunctionCall) return call(expression)
    if (expression instanceof IndexAccess) {
      const { index } = expression
      const object = values(expression.expr)
      if (object.open || object.cases.some(({ value }) => value === something)) throw new Unknown()
      if (index instanceof Star) return combined([object], ([left]) => new IndexAccess(left ?? literal(nothing), index))
      const key = values(index)
      if (key.open) throw new Unknown()
      return combined([object, key], ([left, right]) => new IndexAccess(left ?? literal(nothing), right ?? index))
    }
    if (expression instanceof ContextAccess) return reading.read([expression.name.lexeme.toLowerCase()])
    throw new Unknown()
  }

  /** On which runs an expression is true, and on which it is an error. What cannot be computed is guessed, as small as can be. */
  const truth = (expression: Expr): Truth => {
    if (expression instanceof Grouping) return truth(expression.group)
    const key = reading.keyOf(expression)
    const known = key === undefined ? undefined : reading.known.get(key)
    if (known !== undefined) return known
    const found = computed(expression)
    if (key !== undefined) reading.known.set(key, found)
    return found
  }

  const computed = (expression: Expr): Truth => {
    if (isSurelyText(expression)) return { when: yes, wrong: no }
    if (expression instanceof Unary) {
      const { when, wrong } = truth(expression.expr)
      return { when: and(not(when), not(wrong)), wrong }
    }
    if (expression instanceof Logical) {
      const isAnd = expression.operator.type === TokenType.AND
      const parts = expression.args.map(truth)
      if (parts.every((part) => part.wrong === no)) {
        const all = parts.map((part) => part.when)
        return { when: isAnd ? and(...all) : or(...all), wrong: no }
      }
      // An error counts only where what stands before it does not decide already.
      let [open, wrong]: [Diagram, Diagram] = [yes, no]
      for (const part of parts) {
        wrong = or(wrong, and(open, part.wrong))
        open = and(open, isAnd ? part.when : not(part.when))
      }
      const when = isAnd ? and(...parts.map((part) => part.when)) : or(...parts.map((part) => part.when))
      return { when: and(when, not(wrong)), wrong }
    }
    try {
      return truthOf(values(expression))
    } catch (error) {
      if (error instanceof Unknown) return { when: reading.guess(printed(expression)), wrong: no }
      throw error
    }
  }
  return { values, truth }
}
