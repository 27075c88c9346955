/**
 * Characters that some reader of YAML takes for a line break, drops, or shows as something else: they are written as
 * escapes, so that what a reviewer sees is what the machine reads.
 */
export const hidden =
  /[\0-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff]/
const everyHidden = new RegExp(hidden.source, "g")

/** Words that YAML 1.1 or 1.2 reads as something else than text. */
const word = /^(?:~|null|true|false|yes|no|on|off|y|n|=|<<|\.|[-+]?\.(?:inf|nan))$/i
/** Numbers, dates and times of YAML 1.1 and 1.2, and some that are none. */
const numeric = /^[-+.]?\d[\da-fxobtz_.,:+ -]*$/i
const plain = /^[\p{L}\d_$./(](?:[^\t\n]*[^\s:])?$/u

/** Whether every version of YAML reads the text as itself where it stands without quotes. */
export const isPlain = (text: string): boolean =>
  plain.test(text) &&
  !text.includes("$[[") &&
  !hidden.test(text) &&
  !/: | #/.test(text) &&
  !word.test(text) &&
  !numeric.test(text)

/** Some readers take a block that holds an expression as it stands in the file, with its indentation. */
const isBlock = (text: string): boolean =>
  text.includes("\n") &&
  !text.includes("${{") &&
  !/^\s|\n\n$/.test(text) &&
  !/^[ \t]+$/m.test(text) &&
  !hidden.test(text)

const block = (text: string, indent: string): string => {
  const body = text.endsWith("\n") ? text.slice(0, -1) : text
  const head = text.endsWith("\n") ? "|" : "|-"
  return [head, ...body.split("\n").map((line) => (line === "" ? "" : indent + line))].join("\n")
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`

/** JSON is YAML; quotes are doubled instead where that saves backslashes. */
const quoted = (text: string): string =>
  /["\\]/.test(text) && !/['\n\t]/.test(text) && !hidden.test(text)
    ? `'${text}'`
    : JSON.stringify(text).replace(everyHidden, escaped)

/** Text as a scalar of YAML that every version reads as this text. `indent` is that of lines below the key. */
export const scalar = (text: string, indent: string): string => {
  if (isPlain(text)) return text
  return isBlock(text) ? block(text, indent) : quoted(text)
}

/** A script: in lines of its own, unless it is one plain line. */
export const scriptScalar = (text: string, indent: string): string => {
  if (isPlain(text)) return text
  const ended = text.endsWith("\n") ? text : `${text}\n`
  return isBlock(ended) ? block(ended, indent) : quoted(text)
}

/** The key of a mapping: always on one line. */
export const keyScalar = (text: string): string =>
  /^[A-Za-z_][\w-]*$/.test(text) && !word.test(text) ? text : JSON.stringify(text).replace(everyHidden, escaped)
