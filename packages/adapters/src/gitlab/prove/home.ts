import type { Diagram } from "../../prove/diagrams.js"
import type { Requirements } from "../../prove/requirements.js"
import type { Context } from "./context.js"
import { type Guarded, isFresh } from "./value.js"

const isPattern = (name: string): boolean => name.includes("*")

const expression = (pattern: string): string =>
  `^${pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === "**" ? ".*" : part === "*" ? "[^\\/]*" : part.replace(/[.+?^${}()|[\]\\/]/g, "\\$&")))
    .join("")}$`

/** The names of references that the requirements say in full. */
export const exactNames = ({ refs }: Requirements): readonly string[] =>
  refs === undefined ? [] : [...refs.branches, ...refs.tags].filter((name) => !isPattern(name))

/** The runs on a reference from which the requirements let deploy. */
export const homeOf = ({ refs }: Requirements, context: Context): Diagram => {
  const { diagrams, ask } = { ...context.choices }
  if (refs === undefined) return diagrams.yes
  const among = (names: readonly Guarded[], patterns: readonly string[]): readonly Diagram[] =>
    names.flatMap(({ when, value }) =>
      patterns.map((pattern) => {
        if (typeof value === "string") return new RegExp(expression(pattern)).test(value) ? when : diagrams.no
        if (!isFresh(value) || !isPattern(pattern)) return diagrams.no
        // The same question as a rule with this expression asks.
        const written = `/${expression(pattern)}/`
        return diagrams.and(when, ask(`${value.fresh} matches ${written}`, `${value.fresh} does not match ${written}`))
      }),
    )
  return diagrams.or(
    ...among(context.reference.names("branch"), refs.branches),
    ...among(context.reference.names("tag"), refs.tags),
    refs.default === true ? context.reference.isDefault : diagrams.no,
  )
}
