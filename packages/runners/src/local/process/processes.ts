import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import type { RunError } from "../../errors/run-error.js"
import { capture } from "./capture.js"
import { type Child, startChild } from "./child.js"
import { type Captured, type Command, type Ended, succeeded } from "./command.js"
import { signalGroup } from "./group-lives.js"
import { endGroup, endLeftovers } from "./process-group.js"

type OnOutput = (bytes: Uint8Array) => Effect.Effect<void, RunError>

/**
 * Runs programs, each in its own process group, and ends the whole group whenever it stops waiting: when the program
 * has ended, on a failure, a timeout or an interruption. What has moved to a session of its own lives on.
 */
export class Processes extends Context.Service<
  Processes,
  {
    /** Hands on the output as it comes, and waits for the end of the program itself, not of what it left behind. */
    run(command: Command, scratch: string, onOutput: OnOutput): Effect.Effect<Ended, RunError>
    /** Waits for a short program and returns all that it wrote. */
    capture(command: Command): Effect.Effect<Captured, RunError>
  }
>()("@shipline/runners/local/Processes") {
  static readonly layer = Layer.effect(
    Processes,
    Effect.gen(function* () {
      const live = new Set<number>()
      yield* Effect.acquireRelease(
        Effect.sync(() => {
          // The last resort: this process exits without having ended the jobs in order.
          const killAll = () => {
            for (const leader of live) signalGroup(leader, "SIGKILL")
          }
          process.on("exit", killAll)
          return killAll
        }),
        (killAll) => Effect.sync(() => process.off("exit", killAll)),
      )

      const end = Effect.fnUntraced(function* (child: Child, exit: Exit.Exit<Ended, RunError>) {
        // Nobody reads any more: what is still written must not keep it from ending.
        child.output.removeAllListeners("readable")
        child.output.on("error", () => {})
        child.output.resume()
        yield* Exit.isSuccess(exit) && succeeded(exit.value) ? endLeftovers(child.pid) : endGroup(child.pid)
        live.delete(child.pid)
        child.output.destroy()
      })

      const follow = Effect.fnUntraced(function* (child: Child, onOutput: OnOutput) {
        for (let bytes = yield* child.read; bytes !== undefined; bytes = yield* child.read) yield* onOutput(bytes)
        return yield* Deferred.await(child.exited)
      })

      const run = Effect.fn("Processes.run")((command: Command, scratch: string, onOutput: OnOutput) =>
        Effect.acquireUseRelease(
          Effect.tap(startChild(command, scratch), (child) => Effect.sync(() => live.add(child.pid))),
          (child) => follow(child, onOutput),
          end,
        ),
      )
      return Processes.of({ run, capture: Effect.fn("Processes.capture")(capture) })
    }),
  )
}
