import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import type { Command } from "../../src/local/process/command.js"
import { Processes } from "../../src/local/process/processes.js"
import { isAlive, appears as written } from "../support/handshake.js"
import { tempFolder } from "../support/project.js"

const env = { PATH: process.env.PATH ?? "" }
const sh = (cwd: string, script: string): Command => ({ argv: ["bash", "-c", script], cwd, env })

const appears = (folder: string, name: string) => Effect.promise(() => written(folder, name))

const run = Effect.fnUntraced(function* (command: Command, scratch: string) {
  const processes = yield* Processes
  const chunks: Uint8Array[] = []
  const ended = yield* processes.run(command, scratch, (bytes) => Effect.sync(() => void chunks.push(bytes)))
  return { ended, output: Buffer.concat(chunks).toString("utf8") }
})

const tree = `
  (trap '' TERM; sh -c 'echo $$ > grandchild; exec sleep 1000' & wait) & echo $! > child
  sleep 1000 & wait
`

describe("a process", () => {
  it.effect("hands on all it writes, in order, and how it ended", () =>
    Effect.gen(function* () {
      const folder = tempFolder()
      expect(
        yield* run(sh(folder, "echo a; echo b >&2; echo c > /dev/stderr; echo d | tee /dev/stdout; exit 3"), folder),
      ).toEqual({
        ended: { code: 3 },
        output: "a\nb\nc\nd\nd\n",
      })
      expect((yield* run(sh(folder, "kill -9 $$"), folder)).ended).toEqual({ signal: "SIGKILL" })
    }).pipe(Effect.provide(Processes.layer)),
  )

  it.effect("gets exactly the environment that it is given", () =>
    Effect.gen(function* () {
      const folder = tempFolder()
      const { output } = yield* run({ argv: ["/usr/bin/env"], cwd: folder, env: { A: "1\n2", É: "ü" } }, folder)
      expect(output).toBe("A=1\n2\nÉ=ü\n")
    }).pipe(Effect.provide(Processes.layer)),
  )

  it.effect("that cannot be started is told by code", () =>
    Effect.gen(function* () {
      const folder = tempFolder()
      const error = yield* Effect.flip(run({ argv: ["no-such-program"], cwd: folder, env }, folder))
      expect(error.problems[0]?.code).toBe("SL4106")
    }).pipe(Effect.provide(Processes.layer)),
  )

  it.effect("loses no output that is written at the very end", () =>
    Effect.gen(function* () {
      const folder = tempFolder()
      const { output } = yield* run(
        sh(folder, "head -c 60000 /dev/zero | tr '\\0' x; setsid sleep 1000 & echo $! > server"),
        folder,
      )
      expect(output.length).toBe(60_000)
      process.kill(Number(readFileSync(join(folder, "server"), "utf8")))
    }).pipe(Effect.provide(Processes.layer)),
  )

  it.effect(
    "is waited for, not what it left behind: a server in a session of its own lives on, the rest is ended",
    () =>
      Effect.gen(function* () {
        const folder = tempFolder()
        const script =
          "setsid sleep 1000 & echo $! > server; sleep 1000 & echo $! > helper; until [ -s server ] && [ -s helper ]; do :; done"
        expect((yield* run(sh(folder, script), folder)).ended).toEqual({ code: 0 })
        const [server, helper] = [yield* appears(folder, "server"), yield* appears(folder, "helper")]
        expect([isAlive(server), isAlive(helper)]).toEqual([true, false])
        process.kill(Number(server))
      }).pipe(Effect.provide(Processes.layer)),
  )

  it.effect("is ended with its grandchildren when it is interrupted, after a grace time", () =>
    Effect.gen(function* () {
      const folder = tempFolder()
      const fiber = yield* Effect.forkChild(run(sh(folder, tree), folder))
      const [child, grandchild] = [yield* appears(folder, "child"), yield* appears(folder, "grandchild")]
      expect([isAlive(child), isAlive(grandchild)]).toEqual([true, true])
      const interrupting = yield* Effect.forkChild(Fiber.interrupt(fiber), { startImmediately: true })
      // The child does not heed SIGTERM, so it is there until the grace time is over.
      yield* TestClock.adjust(4_999)
      expect(isAlive(child)).toBe(true)
      yield* TestClock.adjust(1)
      yield* Fiber.join(interrupting)
      expect([isAlive(child), isAlive(grandchild)]).toEqual([false, false])
    }).pipe(Effect.provide(Processes.layer)),
  )

  it.effect("is ended when its output cannot be kept", () =>
    Effect.gen(function* () {
      const folder = tempFolder()
      const processes = yield* Processes
      const exit = yield* Effect.exit(
        processes.run(sh(folder, "echo $$ > pid; echo hello; exec sleep 1000"), folder, () => Effect.die("no")),
      )
      expect(Exit.isFailure(exit)).toBe(true)
      expect(isAlive(yield* appears(folder, "pid"))).toBe(false)
    }).pipe(Effect.provide(Processes.layer)),
  )

  it.effect("may write much more than fits into memory", () =>
    Effect.gen(function* () {
      const folder = tempFolder()
      const processes = yield* Processes
      let total = 0
      let most = 0
      const command = sh(folder, "head -c 100000000 /dev/zero")
      yield* processes.run(command, folder, (bytes) =>
        Effect.sync(() => {
          total += bytes.length
          most = Math.max(most, bytes.length)
        }),
      )
      expect(total).toBe(100_000_000)
      expect(most).toBeLessThan(2_000_000)
    }).pipe(Effect.provide(Processes.layer)),
  )
})
