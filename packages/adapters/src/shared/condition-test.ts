/** What a condition asks for. As data, so that brackets stand where they must and nowhere else. */
export type Test =
  | string
  | { readonly all: readonly Test[] }
  | { readonly any: readonly Test[] }
  | { readonly not: Test }

export const all = (...tests: readonly Test[]): Test => ({ all: tests })
export const any = (...tests: readonly Test[]): Test => ({ any: tests })
export const not = (test: Test): Test => ({ not: test })

/** A test without needless layers: a choice of one is that one, a conjunction of conjunctions is one. */
const simple = (test: Test): Test => {
  if (typeof test === "string") return test
  if ("not" in test) return { not: simple(test.not) }
  if ("all" in test) {
    const parts = test.all.map(simple).flatMap((one) => (typeof one === "object" && "all" in one ? one.all : [one]))
    return one(parts) ?? { all: parts }
  }
  const parts = test.any.map(simple).flatMap((one) => (typeof one === "object" && "any" in one ? one.any : [one]))
  return one(parts) ?? { any: parts }
}

const one = (parts: readonly Test[]): Test | undefined => (parts.length === 1 ? parts[0] : undefined)

const write = (test: Test, inside: boolean): string => {
  if (typeof test === "string") return test
  if ("not" in test) return `!${typeof test.not === "string" ? test.not : `(${write(test.not, false)})`}`
  const text = "all" in test ? join(test.all, " && ") : join(test.any, " || ")
  return inside ? `(${text})` : text
}

const join = (tests: readonly Test[], operator: string): string => tests.map((test) => write(test, true)).join(operator)

/** A test as both platforms write it, to stand alone; GitLab has no `!`. */
export const written = (test: Test): string => write(simple(test), false)
