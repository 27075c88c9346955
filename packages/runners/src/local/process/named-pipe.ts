import { execFile } from "node:child_process"
import { closeSync, constants, openSync, unlinkSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import type * as Effect from "effect/Effect"
import { fileEffect } from "../../errors/file-error.js"
import type { RunError } from "../../errors/run-error.js"

/** Both ends of a pipe as file descriptors. */
export interface NamedPipe {
  readonly read: number
  readonly write: number
}

let made = 0

/**
 * Opens a true pipe. Node's own pipes to a child are sockets, on which `> /dev/stderr` and `tee /dev/stdout` fail, and
 * two of them lose the order of what is written to stdout and stderr.
 */
export const openPipe = (scratch: string): Effect.Effect<NamedPipe, RunError> =>
  fileEffect("open a pipe for the output of a job", async () => {
    made += 1
    const path = join(scratch, `pipe-${process.pid}-${made}`)
    await promisify(execFile)("mkfifo", ["-m", "600", path])
    const read = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const write = openSync(path, constants.O_WRONLY)
    unlinkSync(path)
    return { read, write }
  })

/** Closes one end. */
export const closeEnd = (end: number): void => closeSync(end)
