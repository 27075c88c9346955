import type { YamlEntry, YamlNode, YamlScalar } from "./node.js"
import { hidden, isPlain } from "./scalar.js"

/** The text is not of the shape that is read here. */
class Other extends Error {}

const other = (): never => {
  throw new Other()
}

const key = /(?:[A-Za-z_$][\w.$/-]*|"(?:[^"\\]|\\.)*"):(?= |$)/y
const integer = /^(?:0|-?[1-9]\d{0,14})$/
/** Words and numbers that YAML does not take for text. Those that some version takes for it are left to the library. */
const isText = (text: string): boolean => isPlain(text)

/** What stands behind a value: nothing, or a comment. */
const isEnd = (rest: string): boolean => /^ *(?: #|$)/.test(rest)

const unquoted = (text: string): string => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "string" ? value : other()
  } catch {
    return other()
  }
}

/** Reads lines in order. Each method leaves `at` on the first line that it has not read. */
const reader = (lines: readonly string[]) => {
  let at = 0

  const isNothing = (line: string): boolean => /^ *(?:#|$)/.test(line)
  const skip = (): void => {
    while (at < lines.length && isNothing(lines[at] ?? "")) at += 1
  }
  /** How deep the next line stands, or -1 at the end of the document. */
  const depth = (): number => {
    skip()
    const line = lines[at]
    return line === undefined || line === "---" ? -1 : line.search(/[^ ]/)
  }

  /** A literal block below a line of the given depth. */
  const block = (parent: number, keepsEnd: boolean): string => {
    const first = lines[at] ?? ""
    const inner = first.search(/[^ ]/)
    if (inner <= parent) return other()
    const body: string[] = []
    for (; at < lines.length; at++) {
      const line = lines[at] ?? ""
      if (line === "") body.push("")
      else if (line.startsWith(" ".repeat(inner))) body.push(line.slice(inner))
      else if (line.search(/[^ ]/) <= parent && line.trim() !== "") break
      else return other()
    }
    while (body.at(-1) === "") body.pop()
    // A line that looks like nothing but spaces means different things to different readers.
    if (body.some((line) => /^ +$/.test(line))) return other()
    const text = body.join("\n")
    return keepsEnd ? `${text}\n` : text
  }

  /** A value on the rest of a line that stands `parent` deep; the line is read by then. */
  const inline = (rest: string, line: number, column: number, parent: number): YamlNode => {
    const place = { line, column }
    const scalar = (value: YamlScalar["value"]): YamlScalar => ({ kind: "scalar", value, place })
    at += 1
    if (/^\|-? *(?: #|$)/.test(rest)) return scalar(block(parent, rest[1] !== "-"))
    const node = ((): YamlNode => {
      if (rest[0] === '"') {
        const text = /^"(?:[^"\\]|\\.)*"/.exec(rest)?.[0] ?? other()
        return isEnd(rest.slice(text.length)) ? scalar(unquoted(text)) : other()
      }
      if (rest[0] === "'") {
        const text = /^'(?:[^']|'')*'/.exec(rest)?.[0] ?? other()
        return isEnd(rest.slice(text.length)) ? scalar(text.slice(1, -1).replaceAll("''", "'")) : other()
      }
      const [, text = ""] = /^(.*?) *(?: #.*)?$/.exec(rest) ?? []
      if (text === "{}") return { kind: "map", entries: [], place }
      if (text === "[]") return { kind: "list", items: [], place }
      if (text === "true" || text === "false") return scalar(text === "true")
      if (integer.test(text)) return scalar(Number(text))
      return isText(text) ? scalar(text) : other()
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
      key.lastIndex = inner
      const [found = other()] = key.exec(line) ?? []
      const written = found.slice(0, -1)
      if (written.length > 1_000) return other()
      const name = written.startsWith('"') ? unquoted(written) : isText(written) || written === "on" ? written : other()
      if (known.has(name)) return other()
      known.add(name)
      const here = { line: at + 1, column: inner + 1 }
      const begin = inner + found.length
      const rest = line.slice(begin).replace(/^ +/, "")
      if (rest !== "" && !rest.startsWith("#")) {
        const column = line.length - rest.length + 1
        entries.push({ key: name, place: here, value: inline(rest, at + 1, column, inner) })
        continue
      }
      at += 1
      const below = depth()
      if (below > inner) entries.push({ key: name, place: here, value: nested(below) })
      // Nothing: where it stands is for the library to say.
      else entries.push({ key: name, place: here, value: { kind: "scalar", value: null, place: here } })
    } while (depth() === inner && !(lines[at] ?? "").startsWith("- ", inner))
    return depth() > inner ? other() : { kind: "map", entries, place }
  }

  const list = (inner: number): YamlNode => {
    const place = { line: at + 1, column: inner + 1 }
    const items: YamlNode[] = []
    do {
      const line = lines[at] ?? ""
      if (!/^- [^ ]/.test(line.slice(inner, inner + 3))) return other()
      key.lastIndex = inner + 2
      if (key.test(line)) items.push(map(inner + 2))
      else items.push(inline(line.slice(inner + 2), at + 1, inner + 3, inner))
    } while (depth() === inner)
    return depth() > inner ? other() : { kind: "list", items, place }
  }

  const nested = (inner: number): YamlNode => ((lines[at] ?? "").startsWith("- ", inner) ? list(inner) : map(inner))

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
  if (hidden.test(text) || text.includes("\t")) return undefined
  try {
    return reader(text.split("\n"))()
  } catch (error) {
    if (error instanceof Other) return undefined
    throw error
  }
}
