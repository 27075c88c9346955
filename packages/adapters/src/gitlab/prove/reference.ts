import type { Diagram } from "../../prove/diagrams.js"
import type { Asked, Choices } from "./choices.js"
import { type Guarded, joined, type Value } from "./value.js"

export type ReferenceKind = "branch" | "tag" | "merge request"

/** What a pipeline runs on, and which branch is the default one. */
export interface Reference {
  readonly possible: Diagram
  readonly isKind: (kind: ReferenceKind) => Diagram
  /** The name of a branch, a tag, or the branch that a merge request comes from. */
  readonly names: (...kinds: readonly ReferenceKind[]) => readonly Guarded[]
  readonly defaultBranch: readonly Guarded[]
  /** Where the reference is a branch, and the default one. */
  readonly isDefault: Diagram
}

/** The default branch where it has none of the names in the file, and a branch or tag of which the file says nothing. */
const theDefault: Value = { fresh: "the default branch", family: "references" }
const another: Value = { fresh: "its name", family: "references" }

const nameOf = (value: Value): string =>
  typeof value === "string" ? value : value === theDefault ? "default branch" : "other"

/** Asks for the reference, of the names that the files know and others. */
export const referenceOf = (choices: Choices, known: readonly string[], asksDefault: boolean): Reference => {
  const { diagrams } = choices
  const names: readonly Value[] = [...(asksDefault ? [theDefault] : []), ...known, another]
  const defaults: readonly Value[] = asksDefault ? [theDefault, ...known] : []
  const references = (["branch", "tag", "merge request"] as const).flatMap((kind) =>
    names.filter((value) => kind === "branch" || value !== theDefault).map((value) => ({ kind, value })),
  )
  const other = names.length > 1 ? "another" : "a"
  const shownAs = ({ kind, value }: (typeof references)[number]): string => {
    if (value === theDefault) return "the default branch"
    if (kind === "merge request") return typeof value === "string" ? `a merge request from ${value}` : "a merge request"
    return typeof value === "string" ? `the ${kind} ${value}` : `${other} ${kind}`
  }
  const costOf = ({ kind, value }: (typeof references)[number], index: number): number =>
    index === 0 ? 0 : (kind === "branch" ? 1 : 2) + (value === another ? 1 : 0)
  const asked = choices.add({ kind: "context", name: "reference" }, references.map(shownAs), references.map(costOf))
  const fallback: Asked | undefined =
    defaults.length > 1 ? choices.add({ kind: "context", name: "default branch" }, defaults.map(nameOf)) : undefined
  const isDefaultNamed = (value: Value): Diagram => {
    const index = defaults.indexOf(value)
    return index < 0 ? diagrams.no : (fallback?.is(index) ?? diagrams.yes)
  }
  const where = (test: (one: (typeof references)[number]) => boolean): Diagram =>
    asked.is(...references.flatMap((one, index) => (test(one) ? [index] : [])))

  return {
    possible: diagrams.or(
      where(({ value }) => value !== theDefault),
      isDefaultNamed(theDefault),
    ),
    isKind: (kind) => where((one) => one.kind === kind),
    names: (...kinds) =>
      joined(
        diagrams,
        references.map((one, index) => ({ when: asked.is(index), value: kinds.includes(one.kind) ? one.value : null })),
      ),
    defaultBranch: asksDefault
      ? defaults.map((value) => ({ when: isDefaultNamed(value), value }))
      : [{ when: diagrams.yes, value: theDefault }],
    isDefault: diagrams.or(
      ...defaults.map((value) =>
        diagrams.and(
          where((one) => one.kind === "branch" && one.value === value),
          isDefaultNamed(value),
        ),
      ),
    ),
  }
}
