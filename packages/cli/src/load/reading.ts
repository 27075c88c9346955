/**
 * How TypeScript is read. Most programs hold no types at all: the compiler infers them. Such a file is JavaScript as it
 * stands, and the engine is the judge: whatever has a meaning in TypeScript alone is an error of syntax in JavaScript,
 * except `<`, which is left to the stripper. A file that the engine refuses is loaded again, as typed.
 */
export interface Reading {
  /** Whether to try a file as it stands. */
  readonly isPlain: (source: string) => boolean
  /** Distinguishes what is loaded again from what was refused. */
  readonly suffix: string
}

/** Signs of types that spare a vain attempt, and `<`, which JavaScript would take for a comparison. */
const typed =
  /<|^\s*(?:export\s+)?(?:import\s+type|interface|type|enum|declare|abstract|namespace)\s|\btype\s+\w+[,\s]|\bas\s+const\b|\bsatisfies\s/m

/** A first attempt; `tried` says whether any file was taken as it stands. */
export const asItStands = (): Reading & { readonly tried: () => boolean } => {
  let any = false
  const isPlain = (source: string): boolean => {
    const plain = !typed.test(source)
    any ||= plain
    return plain
  }
  return { isPlain, suffix: "", tried: () => any }
}

export const asTyped: Reading = { isPlain: () => false, suffix: "?typed" }
