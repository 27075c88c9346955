import { join } from "node:path"
import { version } from "../version.js"
import { fingerprint } from "./fingerprint.js"
import { readJson, writeJson } from "./json-file.js"

interface Entry {
  readonly version: string
  readonly source: string
  readonly code: string
}

/** JavaScript of a file, kept as long as the file's text is the same. `strip` may be slow to load and says how it is made. */
export const stripped = (cache: string, path: string, source: string, strip: () => string): string => {
  const file = join(cache, "stripped", `${fingerprint(path)}.json`)
  const entry = readJson(file) as Entry | undefined // every field is compared before it is used
  if (entry?.version === version && entry.source === source && typeof entry.code === "string") return entry.code
  const code = strip()
  writeJson(file, { version, source, code } satisfies Entry)
  return code
}
