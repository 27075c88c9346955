import { type ChildProcess, spawn } from "node:child_process"
import { readSync } from "node:fs"
import { Socket } from "node:net"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { type RunError, runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import type { Command, Ended } from "./command.js"
import { closeEnd, openPipe } from "./named-pipe.js"

/** A running program, the leader of its own process group, with the reading end of its output. */
export interface Child {
  readonly pid: number
  readonly output: Socket
  readonly exited: Deferred.Deferred<Ended>
  /** The next bytes of its output; `undefined` when it has ended, even where something that it started still could write. */
  readonly read: Effect.Effect<Uint8Array | undefined>
}

/** More than a pipe can hold: whatever is written before the end of the program is read, a talkative heir is cut off. */
const lastBytes = 1_048_576

const cannotStart = (command: Command, error: Error): RunError =>
  runError(
    runProblem(
      "SL4106",
      "",
      `cannot start ${command.argv[0]}: ${error.message}`,
      "Install it, or see whether it is on the PATH.",
    ),
  )

const readiness = (command: Command, child: ChildProcess): Deferred.Deferred<number, RunError> => {
  const ready = Deferred.makeUnsafe<number, RunError>()
  child.once("spawn", () => Deferred.doneUnsafe(ready, Effect.succeed(child.pid ?? 0)))
  child.once("error", (error) => Deferred.doneUnsafe(ready, Effect.fail(cannotStart(command, error))))
  return ready
}

/**
 * Starts a program in its own group and waits until it runs or cannot. `prepare` sees it at once, before anything that
 * it does can be missed.
 */
export const launch = Effect.fnUntraced(function* <A>(
  command: Command,
  stdio: readonly ("ignore" | "pipe" | number)[],
  prepare: (child: ChildProcess) => A,
) {
  const [program, ...args] = command.argv
  const { child, prepared, ready } = yield* Effect.try({
    try: () => {
      const child = spawn(program, args, { cwd: command.cwd, env: command.env, detached: true, stdio: [...stdio] })
      return { child, prepared: prepare(child), ready: readiness(command, child) }
    },
    catch: (error) => cannotStart(command, error instanceof Error ? error : new Error(String(error))),
  })
  return { child, prepared, pid: yield* Deferred.await(ready) }
})

/** What lies in the pipe now. */
const drain = (fd: number): Uint8Array => {
  const chunks: Uint8Array[] = []
  const buffer = Buffer.alloc(65_536)
  for (let total = 0; total < lastBytes; ) {
    let count = 0
    try {
      count = readSync(fd, buffer)
    } catch {
      // EAGAIN: the pipe is empty.
    }
    if (count === 0) break
    total += count
    chunks.push(Buffer.from(buffer.subarray(0, count)))
  }
  return Buffer.concat(chunks)
}

const reader = (output: Socket, fd: number, leader: ChildProcess): Effect.Effect<Uint8Array | undefined> => {
  let finished = false
  output.on("end", () => {
    finished = true
  })
  output.on("error", () => {
    finished = true
  })
  const now = (): Uint8Array | "nothing yet" | undefined => {
    const chunk: unknown = output.read()
    if (chunk instanceof Uint8Array) return chunk
    if (finished) return undefined
    if (leader.exitCode === null && leader.signalCode === null) return "nothing yet"
    finished = true
    return drain(fd)
  }
  return Effect.callback((resume) => {
    const stop = () => {
      for (const event of ["readable", "end", "error"]) output.off(event, look)
      leader.off("exit", look)
    }
    const look = () => {
      const found = now()
      if (found === "nothing yet") return
      stop()
      resume(Effect.succeed(found))
    }
    for (const event of ["readable", "end", "error"]) output.on(event, look)
    leader.on("exit", look)
    look()
    return Effect.sync(stop)
  })
}

const exitOf = (leader: ChildProcess): Deferred.Deferred<Ended> => {
  const exited = Deferred.makeUnsafe<Ended>()
  leader.once("exit", (code, signal) =>
    Deferred.doneUnsafe(exited, Effect.succeed(code === null ? { signal: signal ?? "unknown" } : { code })),
  )
  return exited
}

/** Starts a program whose output, both kinds in one stream, is read here. `scratch` is a folder for a moment's use. */
export const startChild = Effect.fnUntraced(function* (command: Command, scratch: string) {
  const pipe = yield* openPipe(scratch)
  const launched = yield* launch(command, ["ignore", pipe.write, pipe.write], exitOf).pipe(
    Effect.ensuring(Effect.sync(() => closeEnd(pipe.write))),
    Effect.tapError(() => Effect.sync(() => closeEnd(pipe.read))),
  )
  const output = new Socket({ fd: pipe.read, readable: true, writable: false })
  const read = reader(output, pipe.read, launched.child)
  return { pid: launched.pid, output, exited: launched.prepared, read } satisfies Child
})
