import { readdir } from "node:fs/promises"
import { join } from "node:path"

const literal = (text: string) => text.replace(/[\\^$.+()[\]{}|/]/g, "\\$&")

/** `*` is anything inside a name, `?` one character, `**` any folders. */
const matcher = (pattern: string): RegExp => {
  const parts = pattern.split("/").filter((part) => part !== "" && part !== ".")
  const source = parts.map((part, i) => {
    const last = i === parts.length - 1
    if (part === "**") return last ? ".*" : "(?:[^/]+/)*"
    return literal(part).replaceAll("*", "[^/]*").replaceAll("?", "[^/]") + (last ? "" : "/")
  })
  return new RegExp(`^${source.join("")}$`)
}

/** The plain files below a folder that match a pattern, by their paths in it, sorted. No links are followed. */
export const findFiles = async (folder: string, pattern: string): Promise<readonly string[]> => {
  const match = matcher(pattern)
  const found: string[] = []
  const visit = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`
      if (entry.isFile() && match.test(path)) found.push(path)
      if (entry.isDirectory() && entry.name !== ".git" && entry.name !== "node_modules") await visit(path)
    }
  }
  await visit("")
  return found.sort()
}
