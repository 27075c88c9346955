import { type Document, isNode, type LineCounter } from "yaml"

/** Where a value stands in its file: the line and column of its first character, from 1. */
export const yamlPlace = (document: Document.Parsed, lines: LineCounter, path: readonly (string | number)[]) => {
  const node = document.getIn(path, true)
  if (!isNode(node) || !node.range) return {}
  const { line, col } = lines.linePos(node.range[0])
  return { line, column: col }
}
