import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from "yaml"
import type { YamlEntry, YamlFile, YamlMistake, YamlNode, YamlPlace } from "./node.js"

/** A file whose aliases say more than this many values is an attack on its reader. */
const mostValues = 50_000

const textOf = (key: unknown): string => (isScalar(key) ? String(key.value) : String(key))

const converter = (document: Document, counter: LineCounter, mistakes: YamlMistake[]) => {
  let values = 0
  const wrong = (message: string, place: YamlPlace): YamlNode => {
    // One is enough: there are as many as the file has aliases.
    if (mistakes.length === 0) mistakes.push({ message, place })
    return { kind: "scalar", value: null, place }
  }
  const placeOf = (node: Node | null | undefined, otherwise: YamlPlace): YamlPlace => {
    const offset = node?.range?.[0]
    if (offset === undefined) return otherwise
    const { line, col } = counter.linePos(offset)
    return { line, column: col }
  }
  const convert = (given: unknown, otherwise: YamlPlace, open: readonly unknown[]): YamlNode => {
    values += 1
    const node = isNode(given) ? given : null
    // A key without a value: nothing stands there, so it is the key's place that people can look at.
    const place = isScalar(node) && node.value === null && !node.source ? otherwise : placeOf(node, otherwise)
    if (isAlias(node)) {
      const target = node.resolve(document)
      // An alias inside of what it names has no end, and one of many levels none that anybody would wait for.
      if (target === undefined || open.includes(target)) return wrong("an alias stands in what it names", place)
      if (values > mostValues) return wrong(`with its aliases the file has more than ${mostValues} values`, place)
      return convert(target, place, open)
    }
    const tag = node?.tag === undefined || node.tag.startsWith("tag:yaml.org,2002:") ? {} : { tag: node.tag }
    if (isMap(node)) {
      const inside = [...open, node]
      const entries = node.items.map(({ key, value }): YamlEntry => {
        const at = placeOf(isNode(key) ? key : null, place)
        return { key: textOf(key), place: at, value: convert(value, at, inside) }
      })
      return { kind: "map", entries, place, ...tag }
    }
    if (isSeq(node)) {
      const inside = [...open, node]
      return { kind: "list", items: node.items.map((item) => convert(item, place, inside)), place, ...tag }
    }
    const value = isScalar(node) ? node.value : null
    const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    return { kind: "scalar", value: isPlain ? value : value === null ? null : String(value), place, ...tag }
  }
  return convert
}

/** Whatever may be written in YAML 1.2, by the library alone. */
export const readAnyYaml = (text: string): YamlFile => {
  const lineCounter = new LineCounter()
  const parsed = parseAllDocuments(text, { lineCounter, prettyErrors: false, logLevel: "silent" })
  const documents = Array.isArray(parsed) ? parsed : []
  const mistakes = documents.flatMap(({ errors }) =>
    errors.map(({ message, pos: [offset] }) => {
      const { line, col } = lineCounter.linePos(offset)
      return { message, place: { line, column: col } }
    }),
  )
  if (mistakes.length > 0) return { documents: [], mistakes }
  const found: YamlMistake[] = []
  const read = documents.map((one) => converter(one, lineCounter, found)(one.contents, { line: 1, column: 1 }, []))
  return found.length > 0 ? { documents: [], mistakes: found } : { documents: read, mistakes: [] }
}
