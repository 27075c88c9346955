/** Fowler-Noll-Vo, 32 bits: short, stable, enough to tell names apart that read alike; not for security. */
const hash = (text: string): string => {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return (value >>> 0).toString(36)
}

const longest = 80

/**
 * A name as an id of `[a-z0-9-]`. What the id cannot show (a name in Cyrillic, an emoji, an endless name) is kept apart by
 * a short hash of the whole name: two names that differ in more than case, spaces and punctuation never get one id.
 */
export const slug = (name: string): string => {
  const ascii = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
  const id = ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")
  const lost = /[^\0-\x7f]/.test(ascii) || id === "" || id.length > longest
  return lost ? [id.slice(0, longest - 8).replace(/-+$/, ""), hash(name)].filter((part) => part !== "").join("-") : id
}

/** A name as the beginning of an environment variable: `web-shop` is `WEB_SHOP`. `prefix` stands before a digit. */
export const upperSnake = (name: string, prefix: string): string => {
  const text = slug(name).replaceAll("-", "_").toUpperCase()
  return /^[A-Z]/.test(text) ? text : `${prefix}_${text}`
}
