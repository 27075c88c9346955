import type { ChildProcess } from "node:child_process"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { RunError } from "../../errors/run-error.js"
import { launch } from "./child.js"
import type { Captured, Command } from "./command.js"
import { endGroup } from "./process-group.js"

const collect = (child: ChildProcess): Deferred.Deferred<Captured> => {
  const captured = Deferred.makeUnsafe<Captured>()
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk))
  child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk))
  child.once("close", (code, signal) =>
    Deferred.doneUnsafe(
      captured,
      Effect.succeed({
        ended: code === null ? { signal: signal ?? "unknown" } : { code },
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
      }),
    ),
  )
  return captured
}

/** Runs a program to its end and returns what it wrote. */
export const capture = (command: Command): Effect.Effect<Captured, RunError> =>
  Effect.acquireUseRelease(
    launch(command, ["ignore", "pipe", "pipe"], collect),
    ({ prepared }) => Deferred.await(prepared),
    ({ pid }, exit) => (exit._tag === "Success" ? Effect.void : endGroup(pid)),
  )
