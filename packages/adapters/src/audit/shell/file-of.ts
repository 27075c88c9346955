import { normalPath, pathIn } from "../path.js"
import { unknown } from "./word.js"

/** What stands before a path where a script says the root of the repository by a variable. */
const rooted = /^(?:\0|\.)\/+/

/** A file of the repository that a word names, from the folder in which it is said. A leading unknown is its root. */
export const fileOf = (text: string, folder: string): string | undefined => {
  if (text === "" || /\s/.test(text) || text.startsWith("-")) return undefined
  if (text.startsWith(`${unknown}/`))
    return text.includes(unknown, 1) ? undefined : normalPath(text.replace(rooted, ""))
  if (text.includes(unknown) || text.startsWith("/") || text.startsWith("~") || /^[a-z]+:/i.test(text)) return undefined
  return pathIn(folder, text)
}

export const looksLikeFile = (text: string): boolean =>
  !/^[A-Za-z_]\w*=/.test(text) &&
  (text.includes("/") || /\.(?:sh|bash|zsh|[cm]?[jt]s|py|rb|pl|php|ps1)$/.test(text)) &&
  !/^https?:/.test(text)
