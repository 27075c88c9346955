/** Text as text: whatever Markdown, HTML or a table could take for something else, as the number of its character. */
export const plain = (text: string): string =>
  text
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim()
    .replace(/[^\p{L}\p{M}\p{N} .,/-]|(?<=www)\./giu, (character) => `&#${character.codePointAt(0) ?? 0};`)

/** Text that a person may want to copy. */
export const code = (text: string): string => `<code>${plain(text)}</code>`

/** A link where there is an address that can be one. */
export const link = (text: string, url: string | undefined): string =>
  url !== undefined && /^https?:\/\/[\w.:/?=&%~+-]+$/.test(url) ? `[${plain(text)}](${url})` : plain(text)

/** A table; cells are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")
