import { fstatSync } from "node:fs"

/** How many columns there are for data; undefined where nobody looks at it, and nothing has to fit. */
export const columns = (): number | undefined => {
  try {
    // Only a terminal is asked: Node's own stream of a pipe takes its time to be made.
    return fstatSync(1).isCharacterDevice() ? process.stdout.columns : undefined
  } catch {
    return undefined
  }
}
