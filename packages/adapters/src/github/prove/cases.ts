import type { Diagram, Diagrams } from "../../prove/diagrams.js"
import { Binary, data, Evaluator, type Expr, equals, Literal, TokenType, truthy } from "./github-expressions.js"

/** A value, and the runs on which an expression has it. */
export interface Case {
  readonly value: data.ExpressionData
  readonly when: Diagram
}

/** What an expression may be. Where none of the cases holds and `wrong` does, GitHub reports an error instead. */
export interface Cases {
  readonly cases: readonly Case[]
  readonly wrong: Diagram
  /** One of the values stands for many: only comparisons that were looked for can tell them apart. */
  readonly open: boolean
}

/** On which runs something is true, and on which it is an error. */
export interface Truth {
  readonly when: Diagram
  readonly wrong: Diagram
}

/** What cannot be computed for all runs: whoever asks has to guess. */
export class Unknown extends Error {}

/** A thing with parts of which only this is known, that it is there. */
export const something: data.ExpressionData = new data.Dictionary()
export const nothing: data.ExpressionData = new data.Null()

/** More combinations of values than this are not computed one by one. */
const most = 4096

const keyed = (value: data.ExpressionData): string | data.ExpressionData =>
  value.primitive ? `${value.kind}:${value.coerceString()}` : value

/** The same value in several cases is one case. */
export const merged = (diagrams: Diagrams, cases: readonly Case[]): readonly Case[] => {
  const found = new Map<string | data.ExpressionData, Case>()
  for (const { value, when } of cases) {
    if (when === diagrams.no) continue
    const key = keyed(value)
    const known = found.get(key)
    found.set(key, { value, when: known === undefined ? when : diagrams.or(known.when, when) })
  }
  return [...found.values()]
}

const nowhere = { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } }
export const literal = (value: data.ExpressionData): Literal =>
  new Literal(value, { type: TokenType.NULL, lexeme: "", range: nowhere })
export const binary = (left: Literal | undefined, type: TokenType, right: Literal | undefined): Binary =>
  new Binary(left ?? literal(nothing), { type, lexeme: "", range: nowhere }, right ?? literal(nothing))

/** What is done with all values at once that an expression may have. */
export const casesOver = (diagrams: Diagrams) => {
  const { and, or, not, yes, no } = diagrams

  /** One value, on every run. */
  const fixed = (value: data.ExpressionData): Cases => ({ cases: [{ value, when: yes }], wrong: no, open: false })

  /** Yes on some runs, no on the others. */
  const bool = ({ when, wrong }: Truth): Cases => ({
    cases: merged(diagrams, [
      { value: new data.BooleanData(true), when: and(when, not(wrong)) },
      { value: new data.BooleanData(false), when: and(not(when), not(wrong)) },
    ]),
    wrong,
    open: false,
  })

  const truthOf = ({ cases, wrong }: Cases): Truth => ({
    when: or(...cases.filter(({ value }) => truthy(value)).map(({ when }) => when)),
    wrong,
  })

  /** Computes one operation by GitHub's own evaluator for every combination of what its parts may be. */
  const combined = (parts: readonly Cases[], make: (literals: readonly Literal[]) => Expr): Cases => {
    const wrong = or(...parts.map((part) => part.wrong))
    let rows: readonly { readonly values: readonly data.ExpressionData[]; readonly when: Diagram }[] = [
      { values: [], when: not(wrong) },
    ]
    for (const { cases } of parts) {
      rows = rows.flatMap(({ values, when }) =>
        cases.flatMap((one) => {
          const both = and(when, one.when)
          return both === no ? [] : [{ values: [...values, one.value], when: both }]
        }),
      )
      if (rows.length > most) throw new Unknown()
    }
    const errors: Diagram[] = [wrong]
    const cases = rows.flatMap(({ values, when }): readonly Case[] => {
      try {
        const expression = make(values.map(literal))
        return [{ value: new Evaluator(expression, new data.Dictionary()).evaluate(), when }]
      } catch {
        errors.push(when)
        return []
      }
    })
    return { cases: merged(diagrams, cases), wrong: or(...errors), open: parts.some(({ open }) => open) }
  }

  /** Nearly all conditions compare: by GitHub's own rule, without an expression for each pair of values. */
  const compared = (one: Cases, other: Cases, wanted: boolean): Cases => {
    const found: Diagram[] = []
    for (const left of one.cases)
      for (const right of other.cases)
        if (equals(left.value, right.value) === wanted) found.push(and(left.when, right.when))
    return bool({ when: or(...found), wrong: or(one.wrong, other.wrong) })
  }

  return { fixed, bool, truthOf, combined, compared }
}
