import { randomBytes } from "node:crypto"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { fileEffect } from "../../errors/file-error.js"
import type { RunError } from "../../errors/run-error.js"
import type { RunEvent } from "../../scheduler/event.js"
import type { RunSummary } from "../../scheduler/summary.js"
import { openHome } from "../home.js"
import { Settings } from "../settings.js"
import { writeAtomically } from "../write-atomically.js"
import { openAppendOnly } from "./append-only.js"
import { runIdOf } from "./run-id.js"

type Append = (text: string) => Effect.Effect<void, RunError>

/**
 * What is kept of a run, in `.shipline/runs/<run>`: `run.jsonl`, one event a line, complete up to the last moment even
 * of a run that was killed; a log for each job; `reports`; and at the end `run.json`, the summary.
 */
export class Journal extends Context.Service<
  Journal,
  {
    readonly run: string
    readonly folder: string
    record(event: RunEvent): Effect.Effect<void, RunError>
    /** A log of its own. `name` is the id of a node or of a part of one. */
    log(name: string): Effect.Effect<Append, RunError, Scope.Scope>
    /** Writes the summary; there is a whole one or none. */
    close(summary: RunSummary): Effect.Effect<void, RunError>
  }
>()("@shipline/runners/local/Journal") {
  static readonly layer = Layer.effect(
    Journal,
    Effect.gen(function* () {
      const { root } = yield* Settings
      const runs = yield* openHome(root, "runs")
      const run = runIdOf(yield* Clock.currentTimeMillis, randomBytes(3).toString("hex"))
      const folder = join(runs, run)
      yield* fileEffect(`make ${folder}`, () => mkdir(folder))
      const append = yield* openAppendOnly(join(folder, "run.jsonl"))
      return Journal.of({
        run,
        folder,
        record: (event) => append(`${JSON.stringify(event)}\n`),
        log: (name) => openAppendOnly(join(folder, `${name}.log`)),
        close: Effect.fn("Journal.close")((summary: RunSummary) => {
          const path = join(folder, "run.json")
          return fileEffect(`write ${path}`, () => writeAtomically(path, `${JSON.stringify(summary, null, 2)}\n`))
        }),
      })
    }),
  )
}
