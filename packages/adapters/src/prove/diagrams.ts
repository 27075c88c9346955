/** A set of assignments, as a decision diagram. Two diagrams of one `Diagrams` are the same set exactly when they are equal. */
export type Diagram = number & { readonly diagram: never }

/** A question with a fixed number of answers, numbered from 0. Choices are decided in the order in which they were made. */
export interface Choice {
  readonly index: number
  readonly size: number
}

/** An answer to every choice, by the index of the choice. */
export type Assignment = readonly number[]

/**
 * Decision diagrams over choices of many values, hash-consed: what is equal is made once, so that equality is identity and
 * each operation costs at most the product of the sizes of what it is given. The order in which choices are made decides
 * how large diagrams get: what is asked together is best made together.
 */
export interface Diagrams {
  /** Every assignment. */
  readonly yes: Diagram
  /** None. */
  readonly no: Diagram
  choice(size: number): Choice
  /** Where the choice has one of the values. */
  is(choice: Choice, ...values: readonly number[]): Diagram
  not(one: Diagram): Diagram
  and(...all: readonly Diagram[]): Diagram
  or(...any: readonly Diagram[]): Diagram
  /** Where some values of the choices for which `gone` holds make the diagram true: those choices are asked no more. */
  some(one: Diagram, gone: (choice: number) => boolean): Diagram
  /** The choices that it asks, by index. */
  asks(one: Diagram): ReadonlySet<number>
  /** Whether the assignment is one of the set. */
  holds(one: Diagram, assignment: Assignment): boolean
  /** The cheapest assignment of the set, undefined for the empty one. Of what does not matter it holds the cheapest value. */
  cheapest(one: Diagram, cost: (choice: number, value: number) => number): Assignment | undefined
  /** How many nodes there are, in all diagrams together. */
  size(): number
}

const terminal = Number.MAX_SAFE_INTEGER

/** An empty table of diagrams. */
export const makeDiagrams = (): Diagrams => {
  const as = (node: number): Diagram => node as Diagram // the brand is only a name: every node of the table is a diagram
  const [no, yes] = [as(0), as(1)]
  const sizes: number[] = []
  const levels: number[] = [terminal, terminal]
  const children: (readonly Diagram[])[] = [[], []]
  const known = new Map<string, Diagram>()
  const negated = new Map<Diagram, Diagram>()
  const met = new Map<number, Diagram>()
  const joined = new Map<number, Diagram>()

  const level = (one: Diagram): number => levels[one] ?? terminal
  /** The part of a diagram where the choice has the value, which no choice before it decides. */
  const part = (one: Diagram, choice: number, value: number): Diagram =>
    level(one) === choice ? (children[one]?.[value] ?? no) : one

  const node = (choice: number, parts: readonly Diagram[]): Diagram => {
    const [first = no] = parts
    if (parts.every((one) => one === first)) return first
    const key = `${choice}:${parts.join()}`
    const found = known.get(key)
    if (found !== undefined) return found
    const made = as(levels.length)
    levels.push(choice)
    children.push(parts)
    known.set(key, made)
    return made
  }

  const parted = (choice: number, make: (value: number) => Diagram): Diagram =>
    node(
      choice,
      Array.from({ length: sizes[choice] ?? 0 }, (_, value) => make(value)),
    )

  const not = (one: Diagram): Diagram => {
    if (one === no) return yes
    if (one === yes) return no
    const found = negated.get(one)
    if (found !== undefined) return found
    const made = parted(level(one), (value) => not(part(one, level(one), value)))
    negated.set(one, made)
    negated.set(made, one)
    return made
  }

  /** `and` and `or`: `ending` decides alone, the other of the two leaves the second operand as it is. */
  const combined = (memo: Map<number, Diagram>, ending: Diagram) => {
    const neutral = ending === no ? yes : no
    const combine = (one: Diagram, other: Diagram): Diagram => {
      if (one === other || other === neutral) return one
      if (one === neutral) return other
      if (one === ending || other === ending) return ending
      const [low, high] = one < other ? [one, other] : [other, one]
      const key = low * 0x400_0000 + high
      const found = memo.get(key)
      if (found !== undefined) return found
      const choice = Math.min(level(one), level(other))
      const made = parted(choice, (value) => combine(part(one, choice, value), part(other, choice, value)))
      memo.set(key, made)
      return made
    }
    // The last first: choices are decided in order, and what is decided late is small.
    return (all: readonly Diagram[]): Diagram => all.reduceRight<Diagram>((sum, one) => combine(one, sum), neutral)
  }
  const and = combined(met, no)
  const or = combined(joined, yes)

  const some: Diagrams["some"] = (one, gone) => {
    const memo = new Map<Diagram, Diagram>()
    const walk = (from: Diagram): Diagram => {
      if (from === yes || from === no) return from
      const found = memo.get(from)
      if (found !== undefined) return found
      const choice = level(from)
      const parts = (children[from] ?? []).map(walk)
      const made = gone(choice) ? or(parts) : node(choice, parts)
      memo.set(from, made)
      return made
    }
    return walk(one)
  }

  const cheapest: Diagrams["cheapest"] = (one, cost) => {
    if (one === no) return undefined
    const costs = sizes.map((size, choice) => Array.from({ length: size }, (_, value) => cost(choice, value)))
    const least = costs.map((all) => Math.min(...all))
    /** What a value costs more than the cheapest of its choice: then a choice that is not asked costs nothing. */
    const extra = (choice: number, value: number): number => (costs[choice]?.[value] ?? 0) - (least[choice] ?? 0)
    const memo = new Map<Diagram, { readonly cost: number; readonly value: number }>()
    const best = (from: Diagram): number => {
      if (from === yes) return 0
      if (from === no) return Number.POSITIVE_INFINITY
      const found = memo.get(from)
      if (found !== undefined) return found.cost
      const choice = level(from)
      let chosen = { cost: Number.POSITIVE_INFINITY, value: 0 }
      children[from]?.forEach((child, value) => {
        const sum = best(child) + extra(choice, value)
        if (sum < chosen.cost) chosen = { cost: sum, value }
      })
      memo.set(from, chosen)
      return chosen.cost
    }
    best(one)
    const assignment = costs.map((all, choice) => all.indexOf(least[choice] ?? 0))
    for (let from = one; from !== yes; ) {
      const value = memo.get(from)?.value ?? 0
      assignment[level(from)] = value
      from = part(from, level(from), value)
    }
    return assignment
  }

  const asks: Diagrams["asks"] = (one) => {
    const seen = new Set<Diagram>()
    const asked = new Set<number>()
    const walk = (from: Diagram): void => {
      if (from === yes || from === no || seen.has(from)) return
      seen.add(from)
      asked.add(level(from))
      children[from]?.forEach(walk)
    }
    walk(one)
    return asked
  }

  return Object.freeze({
    yes,
    no,
    choice: (size: number): Choice => Object.freeze({ index: sizes.push(size) - 1, size }),
    is: (choice: Choice, ...values: readonly number[]) =>
      parted(choice.index, (value) => (values.includes(value) ? yes : no)),
    not,
    and: (...all: readonly Diagram[]) => and(all),
    or: (...any: readonly Diagram[]) => or(any),
    some,
    asks,
    holds: (one: Diagram, assignment: Assignment) => {
      let from = one
      while (from !== yes && from !== no) from = part(from, level(from), assignment[level(from)] ?? 0)
      return from === yes
    },
    cheapest,
    size: () => levels.length,
  })
}
