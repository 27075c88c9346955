import type { Command } from "./word.js"

const method = /(?:^|\s)(?:-X\s*|--method[ =]|--request[ =])(\w+)/i
const fields = {
  gh: /\s(?:-f|-F|--field|--raw-field|--input)\b|\sgraphql\b/,
  curl: /\s(?:-d|-F|-T|--data\S*|--form\S*|--json|--upload-file)\b/,
} as const

/** The text of a command that changes something by an API: a method that writes, or fields, by which it does without one. */
export const apiWrite = ({ words }: Command): string | undefined => {
  const text = words.map((word) => word.text).join(" ")
  const isApi = /\b(?:gh|glab) api\b/.test(text)
  const isCurl = /\b(?:curl|wget)\b/.test(text)
  if (!isApi && !isCurl) return undefined
  const said = method.exec(text)?.[1]?.toUpperCase()
  const writes = said === undefined ? fields[isApi ? "gh" : "curl"].test(text) : !["GET", "HEAD"].includes(said)
  return writes ? text : undefined
}
