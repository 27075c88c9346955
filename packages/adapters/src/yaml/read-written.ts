import type { YamlEntry, YamlNode, YamlScalar } from "./node.js"
import { hidden, isPlain } from "./scalar.js"

/** The text is not of the shape that is read here. */
class Other extends Error {}

const other = (): never => {
  throw new Other()
}

// All this runs once, on a whole file, before the engine has learned anything: its own search is quicker than a loop here.

const [space, dash, hash, quote, apostrophe, bar] = [..." -#\"'|"].map((one) => one.charCodeAt(0))

/** Words that some version of YAML takes for something else than text. */
const words: ReadonlySet<string> = new Set("null true false yes no on off y n".split(" "))

/** ASCII that begins with a letter, without a colon before a space and without a hash behind one. */
const asciiText = /^[A-Za-z](?:[!-"$-9;-~]|:(?! |$)| (?!#|$)|#)*$/

/** Whether a text without quotes is surely itself: what is not seen at once is asked of whoever writes files. */
const isText = (text: string): boolean =>
  asciiText.test(text) ? text.length > 5 || !words.has(text.toLowerCase()) : isPlain(text)

const filled = /[^ ]|$/
const indentOf = (line: string): number => line.search(filled)

const ending = / *(?: #.*)?$/y
/** Whether nothing or a comment stands behind a value. */
const isEnd = (text: string, from: number): boolean => {
  ending.lastIndex = from
  return ending.test(text)
}

const inQuotes = /"(?:[^"\\]|\\.)*"/y
/** The end of a text in quotes that begins at `from`: behind its last quote. */
const quotedEnd = (text: string, from: number): number => {
  inQuotes.lastIndex = from
  return inQuotes.test(text) ? inQuotes.lastIndex : other()
}

const plainKey = /[A-Za-z_$](?:[\w.$/-]|:(?! |$))*(?=:(?: |$))/y
/** Where the key ends that begins at `from`: on its colon, or -1 where there is no key. */
const keyEnd = (line: string, from: number): number => {
  if (line.charCodeAt(from) === quote) {
    const end = quotedEnd(line, from)
    return line.startsWith(": ", end) || (line.endsWith(":") && end === line.length - 1) ? end : -1
  }
  plainKey.lastIndex = from
  return plainKey.test(line) ? plainKey.lastIndex : -1
}

const unquoted = (text: string): string => {
  if (!text.includes("\\")) return text.slice(1, -1)
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "string" ? value : other()
  } catch {
    return other()
  }
}

const integer = /^(?:0|-?[1-9]\d{0,14})$/

/** Reads lines in order. Each function leaves `at` on the first line that it has not read. */
const reader = (lines: readonly string[]) => {
  let at = 0

  /** How deep the next line that says something stands, or -1 at the end of the document. */
  const depth = (): number => {
    for (; at < lines.length; at++) {
      const line = lines[at] ?? ""
      const indent = indentOf(line)
      if (indent === line.length || line.charCodeAt(indent) === hash) continue
      return line === "---" ? -1 : indent
    }
    return -1
  }

  /** A literal block below a line of the given depth. */
  const block = (parent: number, keepsEnd: boolean): string => {
    const inner = indentOf(lines[at] ?? "")
    if (inner <= parent || (lines[at] ?? "").length === inner) return other()
    const body: string[] = []
    for (; at < lines.length; at++) {
      const line = lines[at] ?? ""
      if (line === "") {
        body.push("")
        continue
      }
      const indent = indentOf(line)
      // A line of nothing but spaces means different things to different readers.
      if (indent === line.length) return other()
      if (indent < inner && indent <= parent) break
      if (indent < inner) return other()
      body.push(line.slice(inner))
    }
    while (body.at(-1) === "") body.pop()
    const text = body.join("\n")
    return keepsEnd ? `${text}\n` : text
  }

  const plain = (text: string): YamlScalar["value"] => {
    if (text === "true" || text === "false") return text === "true"
    const first = text.charCodeAt(0)
    if (first <= 57 && integer.test(text)) return Number(text) // no letter: a digit or a sign
    return isText(text) ? text : other()
  }

  /** A value on a line from an index on, where the line stands `parent` deep; the line is read by then. */
  const inline = (line: string, from: number, parent: number): YamlNode => {
    const place = { line: at + 1, column: from + 1 }
    const scalar = (value: YamlScalar["value"]): YamlScalar => ({ kind: "scalar", value, place })
    at += 1
    const first = line.charCodeAt(from)
    if (first === bar) {
      const keepsEnd = line.charCodeAt(from + 1) !== dash
      return isEnd(line, from + (keepsEnd ? 1 : 2)) ? scalar(block(parent, keepsEnd)) : other()
    }
    const node = ((): YamlNode => {
      if (first === quote) {
        const end = quotedEnd(line, from)
        return isEnd(line, end) ? scalar(unquoted(line.slice(from, end))) : other()
      }
      if (first === apostrophe) {
        const text = /^'(?:[^']|'')*'/.exec(line.slice(from))?.[0] ?? other()
        return isEnd(line, from + text.length) ? scalar(text.slice(1, -1).replaceAll("''", "'")) : other()
      }
      const comment = line.indexOf(" #", from)
      const text = (comment < 0 ? line.slice(from) : line.slice(from, comment)).trimEnd()
      if (text === "{}") return { kind: "map", entries: [], place }
      if (text === "[]") return { kind: "list", items: [], place }
      return scalar(plain(text))
    })()
    // A line that stands deeper would go on with this value.
    return depth() > parent ? other() : node
  }

  /** The entries of a mapping whose keys stand `inner` deep; the first of them may stand behind a dash. */
  const map = (inner: number): YamlNode => {
    const place = { line: at + 1, column: inner + 1 }
    const entries: YamlEntry[] = []
    const known = new Set<string>()
    do {
      const line = lines[at] ?? ""
      const end = keyEnd(line, inner)
      if (end < 0 || end - inner > 1_000) return other()
      const written = line.slice(inner, end)
      const name = line.charCodeAt(inner) === quote ? unquoted(written) : written
      if (name === written && name !== "on" && !isText(name)) return other()
      if (known.has(name)) return other()
      known.add(name)
      const here = { line: at + 1, column: inner + 1 }
      let from = end + 1
      while (line.charCodeAt(from) === space) from += 1
      if (from < line.length && line.charCodeAt(from) !== hash) {
        entries.push({ key: name, place: here, value: inline(line, from, inner) })
        continue
      }
      at += 1
      const below = depth()
      // Of nothing there is no place of its own.
      const value: YamlNode = below > inner ? nested(below) : { kind: "scalar", value: null, place: here }
      entries.push({ key: name, place: here, value })
    } while (depth() === inner && !isItem(inner))
    return depth() > inner ? other() : { kind: "map", entries, place }
  }

  const isItem = (inner: number): boolean => {
    const line = lines[at] ?? ""
    return line.charCodeAt(inner) === dash && line.charCodeAt(inner + 1) === space
  }

  const list = (inner: number): YamlNode => {
    const place = { line: at + 1, column: inner + 1 }
    const items: YamlNode[] = []
    do {
      const line = lines[at] ?? ""
      if (!isItem(inner) || line.length === inner + 2 || line.charCodeAt(inner + 2) === space) return other()
      items.push(keyEnd(line, inner + 2) < 0 ? inline(line, inner + 2, inner) : map(inner + 2))
    } while (depth() === inner)
    return depth() > inner ? other() : { kind: "list", items, place }
  }

  const nested = (inner: number): YamlNode => (isItem(inner) ? list(inner) : map(inner))

  return (): readonly YamlNode[] => {
    const documents: YamlNode[] = []
    for (;;) {
      if (depth() !== 0) return other()
      documents.push(nested(0))
      if (depth() !== -1) return other()
      if (at >= lines.length) return documents
      at += 1
    }
  }
}

/**
 * The documents of a text of the shape that `writeYaml` gives files: block mappings and lists, scalars on one line, literal
 * blocks, comments. Undefined for whatever is not surely that; `readAnyYaml` gives the same for whatever is.
 */
export const readWritten = (text: string): readonly YamlNode[] | undefined => {
  if (hidden.test(text)) return undefined
  try {
    return reader(text.split("\n"))()
  } catch (error) {
    if (error instanceof Other) return undefined
    throw error
  }
}
