import { mkdir, mkdtemp, realpath } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { fileEffect } from "../../errors/file-error.js"
import type { RunError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { Reporter } from "../../scheduler/reporter.js"
import { Journal } from "../journal/journal.js"
import { self } from "../lock/owner.js"
import { Processes } from "../process/processes.js"
import { Settings } from "../settings.js"
import { gitEnvironment } from "../source/git.js"
import type { Source } from "../source/source.js"
import { copySource } from "./copy-source.js"
import { removeFolder } from "./remove-folder.js"
import { labelFolder, sweep } from "./sweep.js"

const prefix = "shipline-"

/** The folders of one attempt at one job. All of it is gone when the attempt has ended. */
export interface Workspace {
  /** The whole of it; the job may write anywhere in it. */
  readonly folder: string
  /** The project, in a copy of the committed source. */
  readonly project: string
  /** Scripts and pipes of the runner. */
  readonly scratch: string
  /** Unpacked artifacts. */
  readonly artifacts: string
}

/** Makes workspaces in a temporary folder, away from everything that lies around the project. */
export class Workspaces extends Context.Service<
  Workspaces,
  { make(name: string): Effect.Effect<Workspace, RunError, Scope.Scope> }
>()("@shipline/runners/local/Workspaces") {
  static readonly layer = (source: Source) =>
    Layer.effect(
      Workspaces,
      Effect.gen(function* () {
        const settings = yield* Settings
        const reporter = yield* Reporter
        const processes = yield* Processes
        const { run } = yield* Journal
        const env = gitEnvironment(settings.env)

        const remove = Effect.fnUntraced(function* (folder: string) {
          if (settings.keepWorkspaces) return
          yield* fileEffect(`remove ${folder}`, () => removeFolder(folder)).pipe(
            Effect.catchTag("RunError", ({ message }) =>
              reporter.emit({
                kind: "note",
                level: "warning",
                problem: runProblem("SL4505", "", `${folder} is left behind: ${message}`, "Remove it by hand."),
              }),
            ),
          )
        })
        const tellKept = (folder: string) => {
          const problem = runProblem("SL4509", "", `the workspaces are kept in ${folder}`, "Remove them by hand.")
          return reporter.emit({ kind: "note", level: "note", problem })
        }
        const home = yield* Effect.acquireRelease(
          fileEffect("make a temporary folder", async () => {
            const temporary = await realpath(tmpdir())
            await sweep(temporary, prefix)
            const folder = await mkdtemp(join(temporary, prefix))
            if (!settings.keepWorkspaces) await labelFolder(folder, self(run))
            return folder
          }),
          remove,
        )

        if (settings.keepWorkspaces) yield* tellKept(home)

        const make = Effect.fn("Workspaces.make")(function* (name: string) {
          const folder = join(home, name)
          yield* Effect.acquireRelease(
            fileEffect(`make ${folder}`, () => mkdir(folder)),
            () => remove(folder),
          )
          const workspace = {
            folder,
            project: join(folder, "source", source.project),
            scratch: join(folder, "scratch"),
            artifacts: join(folder, "artifacts"),
          }
          yield* fileEffect(`make ${folder}`, async () => {
            await mkdir(workspace.scratch)
            await mkdir(workspace.artifacts)
          })
          yield* Effect.provideService(copySource(source, join(folder, "source"), env), Processes, processes)
          return workspace
        })
        return Workspaces.of({ make })
      }),
    )
}
