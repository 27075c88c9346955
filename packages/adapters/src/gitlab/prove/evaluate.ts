import type { Diagram } from "../../prove/diagrams.js"
import type { Condition } from "../read/condition.js"
import { soleText } from "./compared.js"
import type { Context } from "./context.js"
import { type Guarded, isFresh, joined, type Value } from "./value.js"

/** What the variables of a rule are worth where it stands. */
export type Scope = (name: string) => readonly Guarded[]

/** GitLab's regular expressions as JavaScript's; undefined where there is no such. */
const regexOf = (source: string, flags: string): RegExp | undefined => {
  // A class of characters by its name is a class of letters in JavaScript.
  if (source.includes("[[:")) return undefined
  try {
    const inline = /^\(\?([ims]+)\)/.exec(source)
    const all = flags + (inline?.[1] ?? "")
    const plain = source
      .slice(inline?.[0].length ?? 0)
      .replace(/\\A/g, "^")
      .replace(/\\z|\\Z/g, "$")
      .replaceAll("\\/", "/")
    return new RegExp(plain, `${all.includes("i") ? "i" : ""}${/[ms]/.test(all) ? "s" : ""}u`)
  } catch {
    return undefined
  }
}

/** GitLab takes a value for true unless it is nothing, false or blank. */
const isPresent = (value: Value): boolean =>
  typeof value === "string" ? value.trim() !== "" : value !== null && value !== false

const shown = (value: Value): string => (isFresh(value) ? value.fresh : String(value))

/** Evaluates conditions over every run at once. */
export const evaluator = (context: Context) => {
  const { choices } = context
  const { diagrams } = choices
  const truth = (when: Diagram): readonly Guarded[] => [
    { when, value: true },
    { when: diagrams.not(when), value: false },
  ]
  const pairs = (
    left: readonly Guarded[],
    right: readonly Guarded[],
    test: (one: Value, other: Value) => Diagram,
  ): Diagram =>
    diagrams.or(
      ...left.flatMap((one) =>
        right.map((other) => {
          const both = diagrams.and(one.when, other.when)
          return both === diagrams.no ? both : diagrams.and(both, test(one.value, other.value))
        }),
      ),
    )

  /** Two texts of which nothing is known may be equal, unless both are the same. */
  const equals = (one: Value, other: Value): Diagram => {
    if (isFresh(one) && isFresh(other)) {
      if (one.fresh === other.fresh) return diagrams.yes
      if (one.family !== undefined && one.family === other.family) return diagrams.no
    } else {
      const [text, unknown] = isFresh(one) ? [other, one] : [one, other]
      if (!isFresh(unknown)) return text === unknown ? diagrams.yes : diagrams.no
      if (unknown.isVague !== true || typeof text !== "string") return diagrams.no
    }
    const both = [shown(one), shown(other)].sort()
    return choices.ask(both.join(" is "), both.join(" is not "))
  }

  const matches = (value: Value, pattern: Condition): Diagram => {
    const text = value === null ? "" : value
    const sole = soleText(pattern)
    if (sole !== undefined) return equals(text, sole)
    if (pattern.kind === "pattern") {
      const regex = regexOf(pattern.source, pattern.flags)
      if (typeof text === "string" && regex !== undefined) return regex.test(text) ? diagrams.yes : diagrams.no
      const written = `/${pattern.source}/${pattern.flags}`
      return choices.ask(`${shown(value)} matches ${written}`, `${shown(value)} does not match ${written}`)
    }
    return choices.guess(
      `${shown(value)} matches ${pattern.kind === "variable" ? `$${pattern.name}` : "what stands there"}`,
    )
  }

  const evaluate = (condition: Condition, scope: Scope): readonly Guarded[] => {
    const constant = (value: Value): readonly Guarded[] => [{ when: diagrams.yes, value }]
    switch (condition.kind) {
      case "null":
        return constant(null)
      case "boolean":
        return constant(condition.value)
      case "pattern":
        return constant({ fresh: `/${condition.source}/` })
      case "text":
        return context.text(condition.text)
      case "variable":
        return scope(condition.name)
      case "not":
        return truth(diagrams.not(holds(condition.operand, scope)))
      case "==":
      case "!=": {
        const equal = pairs(evaluate(condition.left, scope), evaluate(condition.right, scope), equals)
        return truth(condition.kind === "==" ? equal : diagrams.not(equal))
      }
      case "=~":
      case "!~": {
        const found = diagrams.or(
          ...evaluate(condition.left, scope).map(({ when, value }) =>
            when === diagrams.no ? when : diagrams.and(when, matches(value, condition.right)),
          ),
        )
        return truth(condition.kind === "=~" ? found : diagrams.not(found))
      }
      // As in Ruby: the value of one side comes out, and an empty text counts as something until the end.
      case "&&":
      case "||": {
        const left = evaluate(condition.left, scope)
        const right = evaluate(condition.right, scope)
        const goesOn = (value: Value): boolean => (value !== null && value !== false) === (condition.kind === "&&")
        return joined(
          diagrams,
          left.flatMap((one) =>
            goesOn(one.value)
              ? right.map((other) => ({ when: diagrams.and(one.when, other.when), value: other.value }))
              : [one],
          ),
        )
      }
    }
  }

  const holds = (condition: Condition, scope: Scope): Diagram =>
    diagrams.or(...evaluate(condition, scope).flatMap(({ when, value }) => (isPresent(value) ? [when] : [])))
  return { holds }
}

export type Evaluator = ReturnType<typeof evaluator>
