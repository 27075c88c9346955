/** A file of GitLab: its header, where it has one, and the rest on the lines that it had. */
export interface Split {
  readonly header: string | undefined
  readonly content: string
}

const separator = /^---(?:[ \t].*)?\r?$/

/** Cuts off the header document, the one that says `spec`. The content keeps its lines' numbers. */
export const splitHeader = (text: string): Split => {
  const lines = text.split("\n")
  const [first, second] = lines.flatMap((line, index) => (separator.test(line) ? [index] : []))
  if (first === undefined) return { header: undefined, content: text }
  const before = lines.slice(0, first)
  const isEmpty = before.every((line) => /^\s*(?:#.*)?$/.test(line))
  const end = isEmpty ? second : first
  if (end === undefined) return { header: undefined, content: text }
  const header = lines.slice(isEmpty ? first + 1 : 0, end)
  if (!header.some((line) => /^["']?spec["']?\s*:/.test(line))) return { header: undefined, content: text }
  const gap = "\n".repeat(end + 1)
  const shift = isEmpty ? "\n".repeat(first + 1) : ""
  return { header: shift + header.join("\n"), content: gap + lines.slice(end + 1).join("\n") }
}
