import { closeSync, openSync, writeSync } from "node:fs"
import * as Effect from "effect/Effect"
import { fileSync } from "../../errors/file-error.js"

/**
 * Opens a file that only grows, for the time of a scope. Each text is handed to the operating system before the next
 * step: what was written outlives this process, whatever ends it.
 */
export const openAppendOnly = Effect.fnUntraced(function* (path: string) {
  const file = yield* Effect.acquireRelease(
    fileSync(`write ${path}`, () => openSync(path, "a", 0o644)),
    (open) => Effect.sync(() => closeSync(open)),
  )
  return (text: string) =>
    fileSync(`write ${path}`, () => {
      const bytes = Buffer.from(text)
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    })
})
