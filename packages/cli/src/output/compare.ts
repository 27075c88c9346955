import { readFileSync, statSync } from "node:fs"
import { join } from "node:path"

/** A file as it should be. `path` is relative to the folder that is written to, with `/` between the parts. */
export interface Output {
  readonly path: string
  readonly text: string
}

/** An output beside what stands on the disk; `before` is absent where there is nothing. */
export interface Compared extends Output {
  readonly absolute: string
  readonly before?: string
  readonly same: boolean
}

const unified = (text: string): string => text.replaceAll("\r\n", "\n")

const read = (path: string): string | undefined =>
  statSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, "utf8") : undefined

/** Line ends are no difference: git may check files out with CRLF. */
export const compare = (folder: string, { path, text }: Output): Compared => {
  const absolute = join(folder, path)
  const before = read(absolute)
  const same = before !== undefined && (before === text || unified(before) === text)
  return before === undefined ? { path, text, absolute, same } : { path, text, absolute, before, same }
}
