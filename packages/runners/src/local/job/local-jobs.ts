import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type Attempt, Jobs } from "../../scheduler/jobs.js"
import type { Reporter } from "../../scheduler/reporter.js"
import type { ArtifactStore } from "../artifact/artifact-store.js"
import type { Docker } from "../docker/docker.js"
import type { Journal } from "../journal/journal.js"
import type { Processes } from "../process/processes.js"
import type { Settings } from "../settings.js"
import type { Workspaces } from "../workspace/workspaces.js"
import type { JobsContext } from "./job-run.js"
import { makeToolchainNotes } from "./note-toolchains.js"
import { makePortLocks } from "./port-locks.js"
import { referredArtifacts } from "./referred-artifacts.js"
import { runAttempt } from "./run-attempt.js"

type Needs = ArtifactStore | Docker | Journal | Processes | Reporter | Settings | Workspaces

/** Runs jobs as processes of this machine. */
export const localJobsLayer = (context: JobsContext): Layer.Layer<Jobs, never, Needs> =>
  Layer.effect(
    Jobs,
    Effect.gen(function* () {
      const services = yield* Effect.context<Needs>()
      const noteToolchains = makeToolchainNotes()
      const holdPorts = makePortLocks()
      const run = Effect.fnUntraced(function* (attempt: Attempt) {
        yield* noteToolchains(attempt, context)
        yield* holdPorts(attempt.node.job.services.flatMap((service) => service.ports.map((port) => port.host)))
        yield* runAttempt(attempt, context)
      }, Effect.scoped)
      return Jobs.of({
        attempt: Effect.fn("Jobs.attempt")((attempt: Attempt) => Effect.provideContext(run(attempt), services)),
        uses: (node) =>
          Effect.sync(() =>
            referredArtifacts(node.job, () => true).flatMap((name) => context.candidate.built.get(name) ?? []),
          ),
      })
    }),
  )
