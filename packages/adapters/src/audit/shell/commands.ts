import { type Command, unknown, type Variables, type Word } from "./word.js"

/** Words that begin or end a block; the command is what stands behind them. */
const keywords = new Set([
  "if",
  "then",
  "elif",
  "else",
  "fi",
  "for",
  "while",
  "until",
  "do",
  "done",
  "case",
  "esac",
  "!",
])
const braces = new Set(["{", "}"])

const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/

/** Reads `${…}` or `$(…)` up to the end that belongs to its beginning. */
const closing = (text: string, from: number, open: string, close: string): number => {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at += 1
    else if (text[at] === open) depth += 1
    else if (text[at] === close && --depth === 0) return at
  }
  return text.length
}

/**
 * The commands of a shell script, one by one, as a person would read them: over line continuations and quotes, into
 * substitutions, with the variables that are known put in. It is no shell: what it cannot tell is `unknown`, and every
 * branch counts as one that may run.
 */
export const commandsOf = (script: string, given: Variables = new Map()): readonly Command[] => {
  const text = script.replaceAll("\r\n", "\n")
  const variables = new Map(given)
  const found: Command[] = []
  let words: Word[] = []
  let word = ""
  let open = false
  let quoted = false
  let line = 0
  let begun = 0

  const begin = (): void => {
    if (!open && words.length === 0) begun = line
    open = true
  }
  const add = (part: string): void => {
    begin()
    word += part
  }
  const endWord = (): void => {
    if (!open) return
    const isWord = words.length === 0 && !quoted && (keywords.has(word) || braces.has(word))
    if (!isWord) words.push({ text: word, quoted })
    word = ""
    open = false
    quoted = false
  }
  const endCommand = (): void => {
    endWord()
    if (words.length > 0) found.push({ words, line: begun })
    const assigned = words.every(({ text: one }) => assignment.test(one) || one === "export")
    for (const { text: one } of assigned ? words : []) {
      const [, name = "", value = ""] = assignment.exec(one) ?? []
      if (name !== "") variables.set(name, value)
    }
    words = []
  }
  const inner = (part: string): void => {
    for (const one of commandsOf(part, variables)) found.push({ ...one, line: one.line + line })
  }
  /** Puts in what a variable holds. Without quotes its spaces part words. */
  const insert = (value: string, inQuotes: boolean): void => {
    if (inQuotes || value.includes(unknown)) {
      add(value)
      return
    }
    value.split(/\s+/).forEach((part, index) => {
      if (index > 0) endWord()
      if (part !== "") add(part)
    })
  }
  /** Reads a `$`, and says where to go on. */
  const dollar = (at: number, inQuotes: boolean): number => {
    const next = text[at + 1] ?? ""
    if (next === "(") {
      const end = closing(text, at + 1, "(", ")")
      inner(text.slice(at + 2, end))
      add(unknown)
      line += text.slice(at, end).split("\n").length - 1
      return end
    }
    if (next === "{") {
      // GitHub's `${{ … }}` has two brackets; they close like any others.
      const end = closing(text, at + 1, "{", "}")
      const name = /^\w+$/.exec(text.slice(at + 2, end))?.[0]
      insert((name === undefined ? undefined : variables.get(name)) ?? unknown, inQuotes)
      return end
    }
    const [name = ""] = /^(?:[A-Za-z_]\w*|[0-9@*#?$!-])/.exec(text.slice(at + 1)) ?? []
    if (name === "") {
      add("$")
      return at
    }
    insert(variables.get(name) ?? unknown, inQuotes)
    return at + name.length
  }

  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ""
    if (char === "\n") {
      endCommand()
      line += 1
    } else if (char === "\\") {
      const next = text[at + 1] ?? ""
      if (next === "\n") line += 1
      else add(next)
      at += 1
    } else if (char === " " || char === "\t") endWord()
    else if (char === "#" && !open) {
      while (at + 1 < text.length && text[at + 1] !== "\n") at += 1
    } else if (char === "'") {
      const end = text.indexOf("'", at + 1)
      const part = text.slice(at + 1, end < 0 ? undefined : end)
      add(part)
      quoted = true
      line += part.split("\n").length - 1
      at = end < 0 ? text.length : end
    } else if (char === '"') {
      begin()
      quoted = true
      for (at += 1; at < text.length && text[at] !== '"'; at++) {
        const here = text[at] ?? ""
        if (here === "\n") line += 1
        if (here === "$") at = dollar(at, true)
        else if (here === "\\" && /["$`\\\n]/.test(text[at + 1] ?? "")) {
          at += 1
          if (text[at] === "\n") line += 1
          else add(text[at] ?? "")
        } else add(here)
      }
    } else if (char === "$") at = dollar(at, false)
    else if (char === "`") {
      const end = text.indexOf("`", at + 1)
      inner(text.slice(at + 1, end < 0 ? undefined : end))
      add(unknown)
      at = end < 0 ? text.length : end
    } else if (";&|()".includes(char) && !(char === "&" && /[<>]$/.test(word))) endCommand()
    else add(char)
  }
  endCommand()
  return found
}
