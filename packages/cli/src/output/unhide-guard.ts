import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** What a folder of Shipline tells git; a run on this machine writes the same. */
const ignored = "*\n!guard.mjs\n"

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return undefined
  }
}

/** Whether git leaves a file out of its commits; no where git cannot tell. */
const isIgnored = (folder: string, path: string): boolean => {
  try {
    execFileSync("git", ["-C", folder, "check-ignore", "--quiet", "--", path], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

/**
 * Lets git see the guard, which has to be committed: an earlier version of Shipline kept the whole folder out. Returns
 * whether git ignores it all the same, because somebody else says so.
 */
export const unhideGuard = (folder: string, path: string): boolean => {
  const ignore = join(folder, dirname(path), ".gitignore")
  if (read(ignore)?.trim() === "*") writeFileSync(ignore, ignored)
  return isIgnored(folder, path)
}
