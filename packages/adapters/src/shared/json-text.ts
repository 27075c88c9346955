import type { Json } from "@shipline/core"

const width = 120

/** JSON holds each of these as an escape, and so reads as it is: what is hidden, and what the platform would evaluate. */
const escapes = (text: string, evaluated: RegExp): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}\u00a0\u115f\u1160\u17b4\u17b5\u3164\uffa0]/gu, (character) =>
      Array.from({ length: character.length }, (_, index) => unit(character.charCodeAt(index))).join(""),
    )
    .replace(evaluated, (character) => unit(character.charCodeAt(0)))

const unit = (code: number): string => `\\u${code.toString(16).padStart(4, "0")}`

const isFlat = (value: Json): boolean => typeof value !== "object" || value === null

/**
 * Data as JSON that people read in a review: what is short and holds nothing further on one line, everything else an
 * entry a line. `evaluated` finds each character that is
 * written as an escape because the platform would begin an expression with it.
 */
export const jsonText = (value: Json, evaluated: RegExp, indent = ""): string => {
  if (typeof value !== "object" || value === null) return escapes(JSON.stringify(value), evaluated)
  const isList = Array.isArray(value)
  const entries: readonly (readonly [label: string, value: Json])[] = isList
    ? value.map((one) => ["", one] as const)
    : Object.entries(value).map(([key, one]) => [`${escapes(JSON.stringify(key), evaluated)}: `, one] as const)
  const [open, close] = isList ? ["[", "]"] : ["{ ", " }"]
  if (entries.every(([, one]) => isFlat(one))) {
    const line = entries.map(([label, one]) => label + jsonText(one, evaluated)).join(", ")
    if (entries.length === 0) return isList ? "[]" : "{}"
    if (indent.length + line.length + 4 <= width) return `${open}${line}${close}`
  }
  const deeper = `${indent}  `
  const lines = entries.map(([label, one]) => `${deeper}${label}${jsonText(one, evaluated, deeper)}`)
  return `${open.trim()}\n${lines.join(",\n")}\n${indent}${close.trim()}`
}
