import { type BigIntStats, readdirSync, readFileSync, statSync } from "node:fs"

const stat = (path: string): BigIntStats | undefined => {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined // ENOTDIR, ELOOP: as good as not there
  }
}

const text = ({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string => `${size} ${mtimeNs} ${ctimeNs} ${ino}`

/** What changes whenever a file, or a folder's list of names, is written; empty where there is nothing. */
export const signature = (path: string): string => {
  const found = stat(path)
  return found === undefined ? "" : text(found)
}

/** File systems tell times apart that lie this far from each other, in milliseconds; the coarsest ones by two seconds. */
const resolution = 2_500

/** A file or a folder as it is now. `content` is there where the signature alone could hide a change. */
export interface Seen {
  readonly path: string
  readonly signature: string
  readonly content?: string
}

const contentOf = (path: string): string => {
  try {
    return stat(path)?.isDirectory() === true ? readdirSync(path).sort().join("/") : readFileSync(path, "utf8")
  } catch {
    return ""
  }
}

/** A second write in the same moment would leave the same signature, so what was written just now is kept as text. */
export const see = (path: string, now: number): Seen => {
  const found = stat(path)
  if (found === undefined) return { path, signature: "" }
  const isFresh = Number(found.ctimeNs / 1_000_000n) > now - resolution
  return isFresh ? { path, signature: text(found), content: contentOf(path) } : { path, signature: text(found) }
}

export const isUnchanged = ({ path, signature: before, content }: Seen): boolean =>
  content === undefined ? signature(path) === before : signature(path) !== "" && contentOf(path) === content
