import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type RunError, runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { succeeded } from "../process/command.js"
import { Processes } from "../process/processes.js"
import { Settings } from "../settings.js"

/** What docker knows of an image. */
export interface ImageInfo {
  readonly id: string
  /** `repository@sha256:…`, one for each registry that it was pushed to. */
  readonly repoDigests: readonly string[]
}

/** The docker command, with the credentials and the engine that this machine has set up for it. */
export class Docker extends Context.Service<
  Docker,
  {
    /** Fails with SL4011 where there is no docker command or no engine behind it. */
    readonly check: Effect.Effect<void, RunError>
    /** Runs `docker ARGS` with further variables; `ok` tells whether it ended with 0. */
    run(
      args: readonly string[],
      variables?: Readonly<Record<string, string>>,
    ): Effect.Effect<{ readonly ok: boolean; readonly stdout: string; readonly stderr: string }, RunError>
    /** Undefined where there is no such image here. */
    inspect(image: string): Effect.Effect<ImageInfo | undefined, RunError>
  }
>()("@shipline/runners/local/Docker") {
  static readonly layer = Layer.effect(
    Docker,
    Effect.gen(function* () {
      const processes = yield* Processes
      const { env, root } = yield* Settings
      const own = Object.fromEntries(
        Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
      )

      const run = Effect.fn("Docker.run")(function* (
        args: readonly string[],
        variables: Readonly<Record<string, string>> = {},
      ) {
        const command = { argv: ["docker", ...args] as const, cwd: root, env: { ...own, ...variables } }
        const { ended, stdout, stderr } = yield* processes.capture(command)
        return { ok: succeeded(ended), stdout: stdout.trim(), stderr: stderr.trim() }
      })

      const unavailable = (said: string) =>
        runError(
          runProblem(
            "SL4011",
            "",
            `this pipeline needs docker, which does not answer: ${said}`,
            "Install docker and start its engine.",
          ),
        )
      const check = run(["version", "--format", "{{.Server.Version}}"]).pipe(
        Effect.mapError((error) => unavailable(error.message)),
        Effect.flatMap(({ ok, stderr }) => (ok ? Effect.void : Effect.fail(unavailable(stderr)))),
      )

      const inspect = Effect.fn("Docker.inspect")(function* (image: string) {
        const format = "{{.Id}}{{range .RepoDigests}} {{.}}{{end}}"
        const { ok, stdout } = yield* run(["image", "inspect", "--format", format, image])
        const [id, ...repoDigests] = stdout.split(" ")
        return ok && id ? { id, repoDigests } : undefined
      })
      return Docker.of({ check, run, inspect })
    }),
  )
}
