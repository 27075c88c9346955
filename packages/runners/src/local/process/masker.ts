/** What stands in the place of a secret. */
export const stars = "***"

/** Takes text in pieces of any size and gives it back with every secret replaced, whatever the pieces are. */
export interface Masker {
  push(text: string): string
  /** What was held back because it could have been the beginning of a secret. */
  end(): string
}

/** Finds secrets in text. One for a run; each stream of text gets its own `Masker`. */
export interface Mask {
  /** Masks a whole text. */
  text(text: string): string
  stream(): Masker
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")

const nothing: Mask = {
  text: (text) => text,
  stream: () => ({ push: (text) => text, end: () => "" }),
}

/** The start of the longest end of `text` that may be the beginning of a pattern; its length where there is none. */
const unfinished = (text: string, patterns: readonly string[], longest: number): number => {
  for (let start = Math.max(0, text.length - longest + 1); start < text.length; start++) {
    const rest = text.length - start
    const first = text.charCodeAt(start)
    for (const pattern of patterns)
      if (pattern.length > rest && pattern.charCodeAt(0) === first && text.startsWith(pattern.slice(0, rest), start))
        return start
  }
  return text.length
}

class StreamMasker implements Masker {
  #held = ""
  /** How much of the beginning of what is held belongs to a secret that has its stars already. */
  #covered = 0

  constructor(
    readonly patterns: readonly string[],
    readonly longest: number,
    readonly finder: RegExp,
  ) {}

  push(text: string): string {
    const all = this.#held + text
    return this.#release(all, unfinished(all, this.patterns, this.longest))
  }

  end(): string {
    return this.#release(this.#held, this.#held.length)
  }

  /** Gives out everything before `until`. Overlapping secrets become one row of stars. */
  #release(all: string, until: number): string {
    let out = ""
    let position = this.#covered
    this.finder.lastIndex = 0
    for (let match = this.finder.exec(all); match !== null && match.index < until; match = this.finder.exec(all)) {
      if (match.index >= position) out += all.slice(position, match.index) + stars
      position = Math.max(position, match.index + match[0].length)
      // The next secret may begin inside this one.
      this.finder.lastIndex = match.index + 1
    }
    if (position < until) {
      out += all.slice(position, until)
      position = until
    }
    this.#held = all.slice(until)
    this.#covered = position - until
    return out
  }
}

/** A mask for these texts; empty ones are ignored. */
export const makeMask = (secrets: Iterable<string>): Mask => {
  const patterns = [...new Set(secrets)].filter((text) => text !== "").sort((a, b) => b.length - a.length)
  const [first] = patterns
  if (first === undefined) return nothing
  const source = patterns.map(literal).join("|")
  const stream = () => new StreamMasker(patterns, first.length, new RegExp(source, "g"))
  return {
    stream,
    text: (text) => {
      const masker = stream()
      return masker.push(text) + masker.end()
    },
  }
}
