import { closeSync, existsSync, openSync, readdirSync, readSync } from "node:fs"
import { dirname, join } from "node:path"
import type { Witness } from "../load/witness.js"
import type { Output } from "./compare.js"

/** How a file says which program it comes from; the adapters write it as a comment. */
const header = /^# Made by Shipline from (.+)\.$/m

const beginning = (path: string): string => {
  const buffer = Buffer.alloc(2_048)
  const file = openSync(path, "r")
  try {
    return buffer.toString("utf8", 0, readSync(file, buffer, 0, buffer.length, 0)).replaceAll("\r\n", "\n")
  } catch {
    return "" // a folder with the name of a file
  } finally {
    closeSync(file)
  }
}

/**
 * Files that a pipeline left behind: they name a program of this run that no longer makes them, or one that is gone.
 * Files of other projects in the same repository are none. Relative to `folder`.
 */
export const leftOver = (
  folder: string,
  outputs: readonly Output[],
  programs: ReadonlySet<string>,
  { saw }: Witness,
): readonly string[] => {
  const made = new Set(outputs.map(({ path }) => path.toLowerCase()))
  return [...new Set(outputs.map(({ path }) => dirname(path)))].flatMap((place) => {
    const absolute = join(folder, place)
    const names = existsSync(absolute) ? readdirSync(absolute).filter((name) => /\.ya?ml$/.test(name)) : []
    return names
      .map((name) => `${place}/${name}`)
      .filter((path) => {
        if (made.has(path.toLowerCase())) return false
        const program = header.exec(beginning(join(folder, path)))?.[1]
        if (program === undefined || programs.has(program)) return program !== undefined
        if (!existsSync(join(folder, program))) return true
        saw.presence(join(folder, program))
        return false
      })
  })
}
