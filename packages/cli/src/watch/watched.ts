import type { Seen } from "../cache/signature.js"
import type { Witness } from "../load/witness.js"

const variable = "SHIPLINE_WATCHED_BY"

/** What a single run tells the watching process: what it has looked at. */
export interface Looked {
  readonly files: readonly Seen[]
  readonly absent: readonly string[]
}

/** The environment of a single run: it names who watches, so that nobody else's child takes itself for one. */
export const watchedEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env, [variable]: String(process.pid) })

/** Whether this process is a single run of a watching one. */
export const isWatched = (): boolean => process.send !== undefined && process.env[variable] === String(process.ppid)

/** Tells the watching process what was looked at, and waits until it has been told. */
export const tellWatcher = ({ files, absent }: Witness): Promise<void> =>
  new Promise((resolve) => {
    const looked: Looked = { files: [...files.values()], absent: [...absent] }
    if (process.send === undefined) resolve()
    else process.send(looked, () => resolve())
  })
