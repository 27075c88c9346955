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

const terminal = 0x7fff_ffff

/** A list of whole numbers that grows. */
const numbers = (size: number) => {
  let held = new Int32Array(size)
  return {
    get: (index: number): number => held[index] ?? 0,
    set: (index: number, value: number): void => {
      if (index >= held.length) {
        const more = new Int32Array(held.length * 2)
        more.set(held)
        held = more
      }
      held[index] = value
    },
  }
}

const mixed = (hash: number, value: number): number => Math.imul(hash ^ value, 0x9e37_79b1) ^ (hash >>> 15)

/** What two operands were combined to, as long as nothing has taken the place: whoever asks again computes it again. */
const memory = () => {
  let bits = 0
  let [ones, others, results]: readonly Int32Array[] = []
  /** Makes it as large as the table of nodes; what it held is forgotten. */
  const fit = (nodes: number): void => {
    while (1 << bits < nodes * 2) bits += 1
    ;[ones, others, results] = [new Int32Array(1 << bits), new Int32Array(1 << bits), new Int32Array(1 << bits)]
  }
  const slot = (one: number, other: number): number => mixed(mixed(0x9747_b28c, one), other) >>> (32 - bits)
  return {
    /** -1 where it is not known. No operand is 0. */
    get: (one: number, other: number): number => {
      const index = slot(one, other)
      return ones?.[index] === one && others?.[index] === other ? (results?.[index] ?? -1) : -1
    },
    set: (one: number, other: number, result: number, nodes: number): void => {
      if (ones === undefined || nodes > ones.length) fit(nodes)
      const index = slot(one, other)
      if (ones === undefined || others === undefined || results === undefined) return
      ones[index] = one
      others[index] = other
      results[index] = result
    },
  }
}

/** An empty table of diagrams. */
export const makeDiagrams = (): Diagrams => {
  const as = (node: number): Diagram => node as Diagram // the brand is only a name: every node of the table is a diagram
  const [no, yes] = [as(0), as(1)]
  const sizes: number[] = []
  // A node is its choice, and from `begins` on a child for each value.
  const levels = numbers(1024)
  const begins = numbers(1024)
  const children = numbers(4096)
  levels.set(no, terminal)
  levels.set(yes, terminal)
  let [nodes, used] = [2, 0]
  let buckets = new Int32Array(2048)
  const negated = numbers(1024)
  // The children of the nodes that are being made, one behind the other.
  const stack = numbers(1024)
  let top = 0

  const level = (one: Diagram): number => levels.get(one)
  const child = (one: Diagram, value: number): Diagram => as(children.get(begins.get(one) + value))
  const childrenOf = (one: Diagram): readonly Diagram[] =>
    Array.from({ length: sizes[level(one)] ?? 0 }, (_, value) => child(one, value))
  /** The part of a diagram where the choice has the value, which no choice before it decides. */
  const part = (one: Diagram, choice: number, value: number): Diagram =>
    levels.get(one) === choice ? child(one, value) : one

  const hashed = (choice: number, size: number, get: (index: number) => number): number => {
    let hash = mixed(0x811c_9dc5, choice)
    for (let value = 0; value < size; value++) hash = mixed(hash, get(value))
    return (hash ^ (hash >>> 13)) >>> 0
  }
  const grow = (): void => {
    buckets = new Int32Array(buckets.length * 2)
    for (let node = 2; node < nodes; node++) {
      let index = hashed(levels.get(node), sizes[levels.get(node)] ?? 0, (value) => child(as(node), value))
      for (index &= buckets.length - 1; buckets[index] !== 0; ) index = (index + 1) & (buckets.length - 1)
      buckets[index] = node
    }
  }

  /** The node of the children that lie on the stack from `from` on, which it takes from there. */
  const node = (choice: number, from: number): Diagram => {
    const size = sizes[choice] ?? 0
    top = from
    const first = stack.get(from)
    let isSame = true
    for (let value = 1; value < size && isSame; value++) isSame = stack.get(from + value) === first
    if (isSame) return as(first)
    let index = hashed(choice, size, (value) => stack.get(from + value)) & (buckets.length - 1)
    for (; buckets[index] !== 0; index = (index + 1) & (buckets.length - 1)) {
      const found = as(buckets[index] ?? 0)
      if (levels.get(found) !== choice) continue
      let isIt = true
      for (let value = 0; value < size && isIt; value++) isIt = child(found, value) === stack.get(from + value)
      if (isIt) return found
    }
    const made = as(nodes++)
    buckets[index] = made
    levels.set(made, choice)
    begins.set(made, used)
    for (let value = 0; value < size; value++) children.set(used++, stack.get(from + value))
    if (nodes * 2 > buckets.length) grow()
    return made
  }

  const parted = (choice: number, make: (value: number) => Diagram): Diagram => {
    const from = top
    const size = sizes[choice] ?? 0
    top += size
    for (let value = 0; value < size; value++) stack.set(from + value, make(value))
    return node(choice, from)
  }

  const not = (one: Diagram): Diagram => {
    if (one === no) return yes
    if (one === yes) return no
    const found = negated.get(one)
    if (found !== 0) return as(found)
    const made = parted(level(one), (value) => not(child(one, value)))
    negated.set(one, made)
    negated.set(made, one)
    return made
  }

  /** `and` and `or`: `ending` decides alone, the other of the two leaves the second operand as it is. */
  const combined = (ending: Diagram) => {
    const neutral = ending === no ? yes : no
    const memo = memory()
    const combine = (one: Diagram, other: Diagram): Diagram => {
      if (one === other || other === neutral) return one
      if (one === neutral) return other
      if (one === ending || other === ending) return ending
      if (one > other) return combine(other, one)
      const found = memo.get(one, other)
      if (found >= 0) return as(found)
      const choice = Math.min(level(one), level(other))
      const from = top
      const size = sizes[choice] ?? 0
      top += size
      for (let value = 0; value < size; value++)
        stack.set(from + value, combine(part(one, choice, value), part(other, choice, value)))
      const made = node(choice, from)
      memo.set(one, other, made, Math.max(nodes, 2048))
      return made
    }
    // The last first: choices are decided in order, and what is decided late is small.
    return (all: readonly Diagram[]): Diagram => all.reduceRight<Diagram>((sum, one) => combine(one, sum), neutral)
  }
  const and = combined(no)
  const or = combined(yes)

  const some: Diagrams["some"] = (one, gone) => {
    const memo = new Map<Diagram, Diagram>()
    const walk = (from: Diagram): Diagram => {
      if (from === yes || from === no) return from
      const found = memo.get(from)
      if (found !== undefined) return found
      const choice = level(from)
      const made = gone(choice) ? or(childrenOf(from).map(walk)) : parted(choice, (value) => walk(child(from, value)))
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
      childrenOf(from).forEach((next, value) => {
        const sum = best(next) + extra(choice, value)
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
      childrenOf(from).forEach(walk)
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
    size: () => nodes,
  })
}
