import { Document, Pair, Scalar, type ScalarTag, type Tags, YAMLMap, YAMLSeq } from "yaml"
import { type Entry, isLines, isMapping, type Mapping, type Yaml } from "./data.js"
import { keyScalar, scalar, scriptScalar } from "./scalar.js"

/** Which of the three ways to write text a scalar takes. */
const key = Scalar.PLAIN
const script = Scalar.BLOCK_LITERAL
const trusted = Scalar.QUOTE_SINGLE

const stringifyText: NonNullable<ScalarTag["stringify"]> = (item, context) => {
  const text = String(item.value)
  if (item.type === trusted) return text
  if (item.type === key) return keyScalar(text)
  return item.type === script ? scriptScalar(text, context.indent) : scalar(text, context.indent)
}

/** The library lays out and comments; how text is quoted is decided here, once, for the readers of every version. */
const withOwnText = (tags: Tags): Tags =>
  tags.map((tag) =>
    typeof tag === "object" && tag.tag === "tag:yaml.org,2002:str" && tag.collection === undefined
      ? { ...tag, stringify: stringifyText }
      : tag,
  )

/** A comment is one line, whatever a name in it holds. */
const comment = (text: string): string =>
  ` ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\ufeff]/gu, " ").trimEnd()}`

const comments = (lines: readonly string[]): string => lines.map(comment).join("\n")

const typed = (text: string, type: Scalar.Type): Scalar => {
  const node = new Scalar(text)
  node.type = type
  return node
}

const toNode = (value: Yaml): Scalar | YAMLMap | YAMLSeq => {
  if (value === null || typeof value !== "object") return new Scalar(value)
  if (isLines(value)) return typed(value.lines, script)
  if (isMapping(value)) return toMap(value.entries, key)
  const list = new YAMLSeq()
  list.items = value.map(toNode)
  if (value.length === 0) list.flow = true
  return list
}

const toMap = (entries: readonly Entry[], keyType: Scalar.Type): YAMLMap => {
  const map = new YAMLMap()
  map.items = entries.map((entry) => toPair(entry, keyType))
  if (entries.length === 0) map.flow = true
  return map
}

const toPair = ({ key: name, value, above, beside, gap }: Entry, keyType: Scalar.Type): Pair => {
  const keyNode = typed(name, keyType)
  const node = toNode(value)
  if (gap) keyNode.spaceBefore = true
  if (above !== undefined) keyNode.commentBefore = comments(above)
  if (beside !== undefined) node.comment = comment(beside)
  return new Pair(keyNode, node)
}

/**
 * Data as the text of a YAML file, after a header of comments. The order is that of the data; no anchors, no folding,
 * lines end in LF. The keys of the top are written as they are (`on:` bare), so they must be the platform's own words.
 */
export const writeYaml = (data: Mapping, header: readonly string[]): string => {
  const document = new Document(null, { customTags: withOwnText, version: "1.2" })
  document.contents = toMap(data.entries, trusted)
  document.commentBefore = comments(header)
  return document.toString({ lineWidth: 0, nullStr: "", directives: false })
}
