/** A plain command line: operands, and options that were given once. */
export interface PlainWords {
  readonly operands: readonly string[]
  readonly has: (name: string) => boolean
  readonly value: (name: string) => string | undefined
}

/**
 * Understands plain words without loading the command line's grammar. Undefined for whatever is not plain: help,
 * mistakes, repeated options, `--no-check`. Those are for the grammar, and tests hold that both agree.
 */
export const plainWords = (
  words: readonly string[],
  switches: ReadonlySet<string>,
  values: ReadonlySet<string>,
): PlainWords | undefined => {
  const operands: string[] = []
  const found = new Map<string, string>()
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ""
    if (!word.startsWith("-")) {
      if (word === "") return undefined
      operands.push(word)
      continue
    }
    const [, name = "", , given] = /^--([a-z]+)(=(.*))?$/s.exec(word) ?? []
    const isSwitch = switches.has(name) && given === undefined
    const value = isSwitch ? "" : values.has(name) ? (given ?? words[++index]) : undefined
    if (value === undefined || (!isSwitch && /^-|^$/.test(value)) || found.has(name)) return undefined
    found.set(name, value)
  }
  return { operands, has: (name) => found.has(name), value: (name) => found.get(name) }
}
