/** Shorter secrets would tear ordinary words apart, so they are refused instead. */
export const shortestSecret = 4

/** The part of the base64 text of anything that holds the secret which depends on the secret alone. */
const inside = (value: string, before: number): string => {
  const bytes = Buffer.from(value)
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64")
  return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
}

const encoded = (value: string): readonly string[] => {
  const base64 = [Buffer.from(value).toString("base64"), ...[0, 1, 2].map((before) => inside(value, before))]
  const url = encodeURIComponent(Buffer.from(value).toString("utf8"))
  return [
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")),
    url,
    url.replaceAll("%20", "+"),
    url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    JSON.stringify(value).slice(1, -1),
  ]
}

/**
 * Every text by which a secret could be read: itself, each line of it, and these in base64 (also inside a longer
 * text), URL and JSON form.
 */
export const secretForms = (value: string): readonly string[] => {
  const lines = value.split(/\r\n|\r|\n/).flatMap((line) => [line, line.trim()])
  return [...new Set([value, value.trim(), ...lines])]
    .filter((text) => text.length >= shortestSecret)
    .flatMap((text) => [text, ...encoded(text)])
    .filter((text) => text.length >= shortestSecret)
}
