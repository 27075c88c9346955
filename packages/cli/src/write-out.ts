import { writeSync } from "node:fs"

/** Pauses this thread; for a reader that is slower than the command. */
const pause = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/**
 * Writes all of a text at once, so that nothing is lost when the process ends next. A reader that has gone away, as
 * `head` does, is no error.
 */
const writeAll = (descriptor: 1 | 2, text: string): void => {
  const bytes = Buffer.from(text)
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(descriptor, bytes, offset)
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined
      if (code !== "EAGAIN") return
      pause(5)
    }
  }
}

/** Data: what another program reads. */
export const writeData = (text: string): void => writeAll(1, text)

/** Words: what a person reads. */
export const writeWords = (text: string): void => writeAll(2, text)

/** Data for a program. */
export const writeJson = (value: unknown): void => writeData(`${JSON.stringify(value, undefined, 2)}\n`)
