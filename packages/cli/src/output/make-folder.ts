import { existsSync, mkdirSync, statSync } from "node:fs"
import { dirname } from "node:path"

const make = (folder: string): void => {
  try {
    mkdirSync(folder)
  } catch (error) {
    // Somebody else may have made it in the meantime.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error
  }
}

/** Makes a folder and those that it lies in. Returns the first that was not there: what is removed again in vain. */
export const makeFolder = (folder: string): string | undefined => {
  const missing: string[] = []
  for (let path = folder; !existsSync(path); path = dirname(path)) missing.unshift(path)
  for (const path of missing) make(path)
  return missing[0]
}
