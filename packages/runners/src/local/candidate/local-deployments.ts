import type { Plan } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ledgerDeploymentsLayer } from "../../deployments/ledger-deployments.js"
import { Journal } from "../journal/journal.js"
import { localActor } from "../local-actor.js"
import type { Mask } from "../process/masker.js"
import { Processes } from "../process/processes.js"
import { Settings } from "../settings.js"
import { commitsSince } from "../source/commits-since.js"
import { gitEnvironment } from "../source/git.js"
import type { Source } from "../source/source.js"
import { type Candidate, releaseOf } from "./candidate.js"

/** Decides and records the deployments of a local run. The ledger is for ever: no secret gets into it. */
export const localDeploymentsLayer = (plan: Plan, source: Source, candidate: Candidate, mask: Mask) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const { lane, version, reason, incident, overrides, env } = yield* Settings
      const { run } = yield* Journal
      const processes = yield* Processes
      const why = reason === undefined ? undefined : mask.text(reason)
      return ledgerDeploymentsLayer({
        plan,
        lane,
        release: Effect.sync(() => releaseOf(candidate)),
        unnamed: lane === "rollback" && version === undefined,
        actor: localActor(),
        run: { id: run },
        overrides: overrides.map((rule) => ({ rule, reason: why ?? "" })),
        ...(why === undefined ? {} : { reason: why }),
        ...(incident === undefined ? {} : { incident: mask.text(incident) }),
        commitsSince: (from) =>
          Effect.provideService(
            commitsSince(source, gitEnvironment(env), candidate.commit, from),
            Processes,
            processes,
          ),
      })
    }),
  )
