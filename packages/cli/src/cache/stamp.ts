import { realpathSync } from "node:fs"
import { join } from "node:path"
import { version } from "../version.js"
import { fingerprint } from "./fingerprint.js"
import { readJson, writeJson } from "./json-file.js"
import { isUnchanged, type Seen, signature } from "./signature.js"

/**
 * What a successful `compile` depended on and what it left behind. While all of it is the same, doing it again would
 * change nothing and say the same.
 */
export interface Stamp {
  /** Versions, folder and command line. */
  readonly key: string
  /** Programs, what they import, the packages' descriptions, the folders that were listed, and what was written. */
  readonly files: readonly Seen[]
  /** Paths that were looked for in vain; a file there would be taken first. */
  readonly absent: readonly string[]
  /** Links to installed packages, and where they led. */
  readonly links: readonly (readonly [path: string, to: string])[]
  /** What to say again. */
  readonly words: string
  readonly data: string
}

export const stampKey = (cwd: string, argv: readonly string[]): string =>
  JSON.stringify([version, process.version, cwd, ...argv])

const stampPath = (cache: string, key: string): string => join(cache, "stamps", `${fingerprint(key)}.json`)

const leadsTo = ([path, to]: Stamp["links"][number]): boolean => {
  try {
    return realpathSync(path) === to
  } catch {
    return false
  }
}

const holds = ({ files, absent, links }: Stamp): boolean =>
  files.every(isUnchanged) && absent.every((path) => signature(path) === "") && links.every(leadsTo)

/** The stamp of this command line, if nothing has changed since. */
export const readStamp = (cache: string, key: string): Stamp | undefined => {
  const stamp = readJson(stampPath(cache, key)) as Stamp | undefined // of this very version, once the key is the same
  return stamp?.key === key && holds(stamp) ? stamp : undefined
}

/** Keeps a stamp, unless something has changed while it was made. */
export const writeStamp = (cache: string, stamp: Stamp): void => {
  if (holds(stamp)) writeJson(stampPath(cache, stamp.key), stamp)
}
