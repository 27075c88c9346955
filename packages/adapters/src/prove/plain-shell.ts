/** The end of a text in quotes, or of what stands between brackets, that begins at `from`. */
const closing = (text: string, from: number, end: string): number => {
  for (let at = from; at < text.length; at++) {
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

/**
 * A shell script with its texts, substitutions, comments and documents in place replaced by a word: what is left are its
 * words and operators. Every line that goes on is one line.
 */
export const plainShell = (script: string): readonly string[] => {
  let out = ""
  let document: string | undefined
  for (let at = 0; at < script.length; at++) {
    const one = script[at] ?? ""
    const next = script[at + 1]
    const opens = /^<<-?\s*(["']?)(\w+)\1/.exec(script.slice(at, at + 80))
    if (one === "\n" && document !== undefined) {
      const end = new RegExp(`\\n[ \\t]*${document}[ \\t]*(?=\\n|$)`).exec(script.slice(at))
      document = undefined
      if (end !== null) at += end.index + end[0].length - 1
      else at = script.length
      out += "\n"
    } else if (opens !== null && script[at - 1] !== "<") {
      document = opens[2]
      at += opens[0].length - 1
    } else if (one === "\\") {
      out += next === "\n" ? " " : word
      at += 1
    } else if (one === "#" && /(?:^|[\s;(])$/.test(out)) {
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
