import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs"
import { join, relative, sep } from "node:path"
import type { Reading, Repository } from "@shipline/adapters"
import { refuse } from "../problem.js"

/** No platform takes a file of CI of this size: 4 MiB. */
const longest = 4_194_304

const whyNot = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  return code === "EACCES" || code === "EPERM" ? "there is no right to read it" : code === "" ? String(error) : code
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && ["ENOENT", "ENOTDIR", "ELOOP"].includes(String(error.code))

const decode = (bytes: Uint8Array): Reading => {
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) }
  } catch {
    return { kind: "unreadable", why: "it is no text in UTF-8" }
  }
}

/** Folders that hold no file of CI of this repository. */
const passedOver: ReadonlySet<string> = new Set([".git", "node_modules"])

/** The files below a folder on the disk. Links are followed to files inside of it, never out of it. */
export const diskRepository = (given: string): Repository => {
  const root = realpathSync(given)
  const known = new Map<string, Reading>()

  const readOnce = (path: string): Reading => {
    const absolute = join(root, path)
    try {
      const real = realpathSync(absolute)
      if (real !== root && !real.startsWith(`${root}${sep}`))
        return { kind: "unreadable", why: "it is a link that leads out of the repository" }
      const found = statSync(real)
      if (!found.isFile()) return { kind: "absent" }
      if (found.size > longest) return { kind: "unreadable", why: `it has ${found.size} bytes` }
      return decode(readFileSync(real))
    } catch (error) {
      return isMissing(error) ? { kind: "absent" } : { kind: "unreadable", why: whyNot(error) }
    }
  }

  const filesBelow = (folder: string): readonly string[] => {
    const entries = ((): ReturnType<typeof readEntries> => {
      try {
        return readEntries(folder)
      } catch (error) {
        if (isMissing(error)) return []
        return refuse(
          "SL5101",
          `the folder ${relative(root, folder)} cannot be read: ${whyNot(error)}`,
          "Check its permissions; what cannot be read cannot be ruled out.",
        )
      }
    })()
    return entries.flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : filesBelow(path)
      return [relative(root, path).split(sep).join("/")]
    })
  }

  return {
    read: (path) => {
      const before = known.get(path)
      if (before !== undefined) return before
      const reading = readOnce(path)
      known.set(path, reading)
      return reading
    },
    list: (folder) => [...filesBelow(join(root, folder))].sort(),
  }
}

const readEntries = (folder: string) => readdirSync(folder, { withFileTypes: true })
