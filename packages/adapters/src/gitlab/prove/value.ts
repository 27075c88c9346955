import type { Diagram, Diagrams } from "../../prove/diagrams.js"

/** A text of which only this is known: it is none of those that the files compare it with. */
export interface Fresh {
  readonly fresh: string
  /** Not even this: it may be any text. */
  readonly isVague?: true
  /** Two of one family that differ are never equal. */
  readonly family?: string
}

/** What a part of a condition is worth in one run. */
export type Value = null | boolean | string | Fresh

/** A value, and the runs in which it is this one. The runs of all values of a term are every run, each once. */
export interface Guarded {
  readonly when: Diagram
  readonly value: Value
}

export const isFresh = (value: Value): value is Fresh => typeof value === "object" && value !== null

const same = (one: Value, other: Value): boolean =>
  isFresh(one) && isFresh(other) ? one.fresh === other.fresh : one === other

/** The values, each once. */
export const joined = (diagrams: Diagrams, all: readonly Guarded[]): readonly Guarded[] => {
  const found: Guarded[] = []
  for (const { when, value } of all) {
    const index = found.findIndex((one) => same(one.value, value))
    const before = found[index]
    if (before === undefined) found.push({ when, value })
    else found[index] = { when: diagrams.or(before.when, when), value }
  }
  return found.filter(({ when }) => when !== diagrams.no)
}
