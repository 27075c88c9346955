/** What may end, or go on inside, what stands between quotes or brackets. */
const inside = /["'`)(\\$]/g

/** The end of a text in quotes, or of what stands between brackets, that begins at `from`. */
const closing = (text: string, from: number, end: string): number => {
  for (let at = from; at < text.length; at++) {
    inside.lastIndex = at
    const found = inside.exec(text)
    if (found === null) return text.length
    at = found.index
    const one = text[at]
    if (one === end) return at
    if (one === "\\" && end !== "'") at += 1
    else if (end === ")" && (one === "'" || one === '"')) at = closing(text, at + 1, one)
    else if (one === "$" && text[at + 1] === "(" && end !== "'") at = closing(text, at + 2, ")")
    else if (end === ")" && one === "(") at = closing(text, at + 1, ")")
  }
  return text.length
}

/** A word in the place of what a quote or a substitution holds: what stands in there is no operator of the line. */
const word = "_"

/** What stands for itself. */
const ordinary = /[^\n<\\#'"`$]+/y
const opening = /<<-?\s*(["']?)(\w+)\1/y

/** What a pattern that is sticky finds at an index. */
const foundAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

/**
 * A shell script with its texts, substitutions, comments and documents in place replaced by a word: what is left are its
 * words and operators. Every line that goes on is one line.
 */
export const plainShell = (script: string): readonly string[] => {
  let out = ""
  let document: string | undefined
  for (let at = 0; at < script.length; at++) {
    const plain = foundAt(ordinary, script, at)?.[0]
    if (plain !== undefined) {
      out += plain
      at += plain.length - 1
      continue
    }
    const one = script[at] ?? ""
    const next = script[at + 1]
    const opens = one === "<" && script[at - 1] !== "<" ? foundAt(opening, script, at) : null
    if (one === "\n" && document !== undefined) {
      const end = new RegExp(`\\n[ \\t]*${document}[ \\t]*(?=\\n|$)`).exec(script.slice(at))
      document = undefined
      if (end !== null) at += end.index + end[0].length - 1
      else at = script.length
      out += "\n"
    } else if (opens !== null) {
      document = opens[2]
      at += opens[0].length - 1
    } else if (one === "\\") {
      out += next === "\n" ? " " : word
      at += 1
    } else if (one === "#" && (out === "" || /[\s;(]/.test(out.at(-1) ?? ""))) {
      const end = script.indexOf("\n", at)
      at = (end < 0 ? script.length : end) - 1
    } else if (one === "'" || one === '"' || one === "`") {
      out += word
      at = closing(script, at + 1, one)
    } else if (one === "$" && next === "(") {
      out += word
      at = closing(script, at + 2, ")")
    } else out += one
  }
  return out
    .replace(/(\|\||&&|\|)[ \t]*\n\s*/g, "$1 ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
}

/** The documents in place of a script, each with the line that takes it. */
export const documentsIn = (script: string): readonly { readonly line: string; readonly body: string }[] =>
  [...script.matchAll(/^(.*[^<])<<-?[ \t]*(["']?)(\w+)\2(.*)\n((?:.*\n)*?)[ \t]*\3[ \t]*$/gm)].map(
    ([, before = "", , , behind = "", body = ""]) => ({ line: `${before}${behind}`, body }),
  )
