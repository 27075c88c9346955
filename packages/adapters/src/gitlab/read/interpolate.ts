import { hole, holesOf } from "./template.js"

const block = /\$\[\[\s*([^\]]*?)\s*\]\]/g

/** Puts the values of inputs into the text of a file, as GitLab does: before anything reads it as YAML. */
export const interpolate = (
  text: string,
  values: ReadonlyMap<string, string>,
): { readonly text: string; readonly unknown: readonly string[] } => {
  const unknown = new Set<string>()
  const filled = text.replace(block, (whole, inner: string) => {
    const [access = "", ...functions] = inner.split("|").map((part) => part.trim())
    const [, name] = /^inputs\.([\w-]+)$/.exec(access) ?? []
    const value = name === undefined ? undefined : values.get(name)
    if (value === undefined) {
      unknown.add(whole)
      return ""
    }
    if (functions.length === 0) return value
    // What a function makes of a value is a text of which nothing is known.
    return hole(holesOf(value)[0] === undefined ? `${access} | ${functions.join(" | ")}` : `${holesOf(value)[0]} |`)
  })
  return { text: filled, unknown: [...unknown] }
}
