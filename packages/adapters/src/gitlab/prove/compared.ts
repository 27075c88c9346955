import { type Condition, within } from "../read/condition.js"
import { holesOf } from "../read/template.js"

/** What conditions compare: by the name of a variable, or by `inputs.` and that of an input. */
export interface Compared {
  /** The texts that it is compared with. Those that are compared with each other share them. */
  readonly textsOf: (name: string) => readonly string[]
  readonly variables: ReadonlySet<string>
  /** Inputs that stand in a condition. */
  readonly inputs: ReadonlySet<string>
}

const namesOf = (side: Condition): readonly string[] => {
  if (side.kind === "variable") return [side.name]
  return side.kind === "text" ? holesOf(side.text).map((input) => `inputs.${input}`) : []
}

/** The one text that a pattern holds, where it is no more than that between both ends. */
export const soleText = (pattern: Condition): string | undefined => {
  if (pattern.kind !== "pattern" || pattern.flags !== "") return undefined
  return /^\^((?:[\w-]|\\[./-])+)\$$/.exec(pattern.source)?.[1]?.replaceAll("\\", "")
}

/** References are one thing under several names. */
export const references = ["CI_COMMIT_BRANCH", "CI_COMMIT_TAG", "CI_COMMIT_REF_NAME", "CI_DEFAULT_BRANCH"] as const

/** Gathers what all conditions of the files compare. `expand` gives every text that one with inputs can be. */
export const compared = (conditions: readonly Condition[], expand: (text: string) => readonly string[]): Compared => {
  const pools = new Map<string, Set<string>>()
  const poolOf = (name: string): Set<string> => {
    const known = pools.get(name) ?? new Set<string>()
    pools.set(name, known)
    return known
  }
  const share = (one: string, other: string): void => {
    const [kept, gone] = [poolOf(one), poolOf(other)]
    if (kept === gone) return
    for (const text of gone) kept.add(text)
    for (const [name, pool] of pools) if (pool === gone) pools.set(name, kept)
  }
  const [first, ...others] = references
  for (const other of others) share(first, other)

  const variables = new Set<string>()
  const inputs = new Set<string>()
  for (const one of conditions.flatMap(within)) {
    if (one.kind === "variable") variables.add(one.name)
    if (one.kind === "text") for (const input of holesOf(one.text)) inputs.add(input)
    if (one.kind === "=~" || one.kind === "!~") {
      const text = soleText(one.right)
      if (text !== undefined) for (const name of namesOf(one.left)) poolOf(name).add(text)
    }
    if (one.kind !== "==" && one.kind !== "!=") continue
    const names = [...namesOf(one.left), ...namesOf(one.right)]
    const texts = [one.left, one.right].flatMap((side) => (side.kind === "text" ? expand(side.text) : []))
    for (const name of names) for (const text of texts) poolOf(name).add(text)
    const [name, ...rest] = names
    if (name !== undefined) for (const other of rest) share(name, other)
  }
  return { textsOf: (name) => [...(pools.get(name) ?? [])], variables, inputs }
}
