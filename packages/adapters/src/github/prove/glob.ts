/** A word that stands in none of the given texts: whatever a text is compared with, this is another. */
export const freshWord = (wanted: string, texts: Iterable<string>): string => {
  const all = [...texts].join("\n").toLowerCase()
  let word = wanted
  for (let count = 2; all.includes(word.toLowerCase()); count++) word = `${wanted}-${count}`
  return word
}

const special = /[.*+?^${}()|[\]\\]/g

/** GitHub's patterns of branches and tags as a regular expression: `*` stops at `/`, `?` and `+` repeat what stands before. */
const expressionOf = (pattern: string): RegExp | undefined => {
  const parts: string[] = []
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? ""
    if (character === "*") {
      const twice = pattern[index + 1] === "*"
      if (twice) index += 1
      parts.push(twice ? ".*" : "[^/]*")
    } else if (character === "?" || character === "+") parts.push(character)
    else if (character === "[") {
      const end = pattern.indexOf("]", index)
      if (end < 0) return undefined
      parts.push(`[${pattern.slice(index + 1, end).replace(/[\\^]/g, "\\$&")}]`)
      index = end
    } else if (character === "\\") parts.push((pattern[++index] ?? "").replace(special, "\\$&"))
    else parts.push(character.replace(special, "\\$&"))
  }
  try {
    return new RegExp(`^(?:${parts.join("")})$`, "s")
  } catch {
    return undefined
  }
}

/** Whether a name is matched by a list of patterns, of which the last that matches decides: one with `!` takes it out. */
export const matchesAny = (name: string, patterns: readonly string[]): boolean =>
  patterns.reduce((found, pattern) => {
    const out = pattern.startsWith("!")
    const matches = expressionOf(out ? pattern.slice(1) : pattern)?.test(name) ?? false
    return matches ? !out : found
  }, false)

/** Names that a pattern matches, as different from each other as they can be for it. */
export const samplesOf = (pattern: string, word: string): readonly string[] => {
  const plain = pattern.replace(/^!/, "")
  const made = (deep: string): string =>
    plain
      .replace(/\*\*/g, "\u0000")
      .replace(/\*/g, word)
      .replaceAll("\u0000", deep)
      .replace(/\[([^\]])[^\]]*\]/g, "$1")
      .replace(/\\(.)/g, "$1")
  const candidates = [made(word), made(`${word}/${word}`), made(word).replace(/.\?/g, "").replace(/\+/g, ""), plain]
  return [...new Set(candidates)].filter((name) => name !== "" && matchesAny(name, [plain]))
}
