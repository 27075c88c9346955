import { stat } from "node:fs/promises"
import { laneView, type Plan } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { fileEffect } from "../errors/file-error.js"
import { RunError, runError } from "../errors/run-error.js"
import { runProblem } from "../errors/run-problem.js"
import { heldNodes } from "../scheduler/held.js"
import type { Candidate } from "./candidate/candidate.js"
import { prepareCandidate } from "./candidate/prepare-candidate.js"
import { Docker } from "./docker/docker.js"
import { needsDocker } from "./docker/needs-docker.js"
import { type Mask, makeMask } from "./process/masker.js"
import { Settings } from "./settings.js"
import { readSource } from "./source/read-source.js"
import type { Source } from "./source/source.js"
import { collectSecrets, type Secrets } from "./values/secrets.js"

/** The nodes that may run: what is held back needs no secret and no docker. */
const mayRun = (plan: Plan, settings: Settings["Service"]) => {
  const nodes = laneView(plan, settings.lane, settings.environment)
  const held = heldNodes(nodes, settings.allow, settings.environment)
  const out = new Set(held.keys())
  for (let size = -1; size !== out.size; ) {
    size = out.size
    for (const node of nodes) if (node.needs.some((need) => out.has(need))) out.add(node.id)
  }
  return nodes.filter((node) => !out.has(node.id))
}

/** What a run starts with. */
export interface Prepared {
  readonly source: Source
  readonly secrets: Secrets
  readonly candidate: Candidate
  readonly mask: Mask
}

/** Everything that can be found wrong before a job starts: the source, the secrets, docker, the release of the ledger. */
export const prepare = Effect.fn("prepare")(function* (plan: Plan) {
  const settings = yield* Settings
  const docker = yield* Docker
  const root = yield* Effect.orElseSucceed(
    fileEffect("see the project", () => stat(settings.root)),
    () => undefined,
  )
  if (!root?.isDirectory())
    return yield* runError(
      runProblem("SL4007", "", `there is no folder ${settings.root}`, "Give the folder of the project."),
    )
  const source = yield* readSource(settings)
  const nodes = mayRun(plan, settings)
  const { secrets, problems } = collectSecrets(nodes, settings.env)
  if (problems.length > 0) return yield* new RunError({ problems })
  if (needsDocker(plan, nodes)) yield* docker.check
  const candidate = yield* prepareCandidate(plan, source, nodes)
  return { source, secrets, candidate, mask: makeMask(secrets.forms) } satisfies Prepared
})
