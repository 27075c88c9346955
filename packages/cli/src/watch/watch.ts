import { setTimeout as sleep } from "node:timers/promises"
import { isUnchanged, signature } from "../cache/signature.js"
import type { ExitCode, Session } from "../session.js"
import { writeWords } from "../write-out.js"
import { type Once, runOnce } from "./run-once.js"
import type { Looked } from "./watched.js"

/** How often it looks, in milliseconds: works on every file system, and leaves nothing behind. */
const interval = 150

const isSame = ({ files, absent }: Looked): boolean =>
  files.every(isUnchanged) && absent.every((path) => signature(path) === "")

/** Waits for a change, and then until the files rest: editors write in several steps. */
const change = async (looked: Looked, signal: AbortSignal): Promise<void> => {
  while (isSame(looked)) await sleep(interval, undefined, { signal })
  await sleep(interval / 3, undefined, { signal })
}

/** Compiles whenever something that the programs depend on changes, until it is interrupted. */
export const watch = async ({ argv }: Session): Promise<ExitCode> => {
  const stop = new AbortController()
  let current: Once | undefined
  const end = (signal: NodeJS.Signals) => {
    stop.abort()
    current?.child.kill(signal)
  }
  process.on("SIGINT", end)
  process.on("SIGTERM", end)
  let looked: Looked | undefined
  try {
    for (;;) {
      current = runOnce(argv)
      const result = await current.done
      current = undefined
      if (stop.signal.aborted) return 0
      looked = result.looked ?? looked
      if (looked === undefined) return result.code === 2 ? 2 : 1
      writeWords("Waiting for changes; Ctrl-C ends.\n")
      await change(looked, stop.signal)
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error
    return 0
  } finally {
    process.off("SIGINT", end)
    process.off("SIGTERM", end)
  }
}
