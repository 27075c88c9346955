/** Text as a string inside an expression. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** An expression as the whole of a value. */
export const expression = (body: string): string => `\${{ ${body} }}`

/** Text that GitHub hands on as it stands: where it would begin an expression, the whole of it is a string of one. */
export const literal = (text: string): string => (text.includes("${{") ? expression(quote(text)) : text)

/** An expression as a part of a value. */
export interface Part {
  readonly expression: string
}

/** A value of text and expressions, one after the other. */
export const compose = (...parts: readonly (string | Part)[]): string => {
  const isPlain = parts.every((part) => typeof part !== "string" || !/'|\$\{\{|\$$/.test(part))
  if (isPlain) return parts.map((part) => (typeof part === "string" ? part : expression(part.expression))).join("")
  const places = parts.map((_, index) => `{${index}}`).join("")
  const values = parts.map((part) => (typeof part === "string" ? quote(part) : part.expression))
  return expression(`format(${[quote(places), ...values].join(", ")})`)
}
