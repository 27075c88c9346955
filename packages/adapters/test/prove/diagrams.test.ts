import fc from "fast-check"
import { expect, test } from "vitest"
import { type Choice, type Diagram, makeDiagrams } from "../../src/prove/diagrams.js"

type Formula =
  | { readonly is: number; readonly value: number }
  | { readonly not: Formula }
  | { readonly and: readonly Formula[] }
  | { readonly or: readonly Formula[] }

const sizes = [2, 3, 4, 2]
const { formula } = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4 },
    fc.record({ is: fc.nat(sizes.length - 1), value: fc.nat(3) }),
    fc.record({ not: tie("formula") }),
    fc.record({ and: fc.array(tie("formula"), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie("formula"), { maxLength: 3 }) }),
  ),
}))

const assignments = sizes.reduce<readonly (readonly number[])[]>(
  (all, size) => all.flatMap((one) => Array.from({ length: size }, (_, value) => [...one, value])),
  [[]],
)

const truth = (one: Formula, given: readonly number[]): boolean => {
  if ("is" in one) return given[one.is] === one.value
  if ("not" in one) return !truth(one.not, given)
  if ("and" in one) return one.and.every((part) => truth(part, given))
  return one.or.some((part) => truth(part, given))
}

const table = () => {
  const diagrams = makeDiagrams()
  const choices = sizes.map((size) => diagrams.choice(size))
  const read = (one: Formula): Diagram => {
    if ("is" in one) return diagrams.is(choices[one.is] as Choice, one.value)
    if ("not" in one) return diagrams.not(read(one.not))
    if ("and" in one) return diagrams.and(...one.and.map(read))
    return diagrams.or(...one.or.map(read))
  }
  return { diagrams, read }
}

test("a diagram holds where its formula does", () => {
  fc.assert(
    fc.property(formula, (one) => {
      const { diagrams, read } = table()
      const made = read(one)
      for (const given of assignments) expect(diagrams.holds(made, given)).toBe(truth(one, given))
    }),
  )
})

test("two formulas are one diagram exactly where they hold for the same assignments", () => {
  fc.assert(
    fc.property(formula, formula, (one, other) => {
      const { read } = table()
      expect(read(one) === read(other)).toBe(assignments.every((given) => truth(one, given) === truth(other, given)))
    }),
  )
})

test("the cheapest assignment is one of the set, and none of the set is cheaper", () => {
  const costs = fc.tuple(...sizes.map((size) => fc.array(fc.nat(9), { minLength: size, maxLength: size })))
  fc.assert(
    fc.property(formula, costs, (one, prices) => {
      const { diagrams, read } = table()
      const price = (given: readonly number[]) =>
        given.reduce((sum, value, choice) => sum + (prices[choice]?.[value] ?? 0), 0)
      const found = diagrams.cheapest(read(one), (choice, value) => prices[choice]?.[value] ?? 0)
      const all = assignments.filter((given) => truth(one, given))
      expect(found !== undefined).toBe(all.length > 0)
      if (found === undefined) return
      expect(truth(one, found)).toBe(true)
      expect(price(found)).toBe(Math.min(...all.map(price)))
    }),
  )
})

test("what is gone is asked no more, and holds where some value of it did", () => {
  fc.assert(
    fc.property(formula, fc.nat(sizes.length - 1), (one, gone) => {
      const { diagrams, read } = table()
      const made = diagrams.some(read(one), (choice) => choice === gone)
      for (const given of assignments) {
        const others = Array.from({ length: sizes[gone] ?? 0 }, (_, value) => given.with(gone, value))
        expect(diagrams.holds(made, given)).toBe(others.some((other) => truth(one, other)))
      }
    }),
  )
})
