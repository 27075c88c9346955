import { existsSync, realpathSync } from "node:fs"
import { dirname, join } from "node:path"
import { type Seen, see } from "../cache/signature.js"

/** What loading programs has looked at, so that the next run can tell whether the same would happen again. */
export interface Witness {
  /** Files and folders, as they were before they were read. */
  readonly files: ReadonlyMap<string, Seen>
  /** Paths that were looked for in vain. */
  readonly absent: ReadonlySet<string>
  readonly links: ReadonlyMap<string, string>
  /** Why the result may be another one although no file has changed: it read a variable, the clock, a file. */
  readonly unrepeatable: ReadonlySet<string>
  readonly saw: {
    readonly file: (path: string) => void
    readonly folder: (path: string) => void
    readonly nothingAt: (path: string) => void
    readonly package: (name: string, from: string) => void
    /** That something is there matters, but not what it holds. */
    readonly presence: (path: string) => void
    readonly world: (what: string) => void
  }
}

/** `started` is when the command began, in milliseconds since 1970. */
export const makeWitness = (started: number): Witness => {
  const files = new Map<string, Seen>()
  const absent = new Set<string>()
  const links = new Map<string, string>()
  const unrepeatable = new Set<string>()
  const described = new Set<string>()

  const note = (path: string): void => {
    if (!files.has(path)) files.set(path, see(path, started))
  }

  /** How a folder's files are read depends on the nearest package.json. */
  const describe = (folder: string): void => {
    if (described.has(folder)) return
    described.add(folder)
    const path = join(folder, "package.json")
    if (existsSync(path)) {
      note(path)
      return
    }
    absent.add(path)
    if (folder !== dirname(folder)) describe(dirname(folder))
  }

  return {
    files,
    absent,
    links,
    unrepeatable,
    saw: {
      folder: note,
      file: (path) => {
        note(path)
        describe(dirname(path))
      },
      nothingAt: (path) => void absent.add(path),
      package: (name, from) => {
        for (let folder = dirname(from); ; folder = dirname(folder)) {
          const path = join(folder, "node_modules", name)
          if (existsSync(path)) {
            links.set(path, realpathSync(path))
            return
          }
          absent.add(path)
          if (folder === dirname(folder)) return
        }
      },
      presence: (path) => void links.set(path, realpathSync(path)),
      world: (what) => void unrepeatable.add(what),
    },
  }
}
