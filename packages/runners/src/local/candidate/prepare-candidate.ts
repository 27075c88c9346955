import type { Node, Plan } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { ArtifactStore } from "../artifact/artifact-store.js"
import { Settings } from "../settings.js"
import { commitNumber } from "../source/commit-number.js"
import { gitEnvironment } from "../source/git.js"
import type { Source } from "../source/source.js"
import type { Candidate } from "./candidate.js"
import { chosenLedgerLayer } from "./chosen-ledger.js"
import { findCandidate } from "./find-candidate.js"
import { takeRelease } from "./take-release.js"

/** What this run deploys: what these nodes build of the source, or a release of the ledger. */
export const prepareCandidate = Effect.fn("prepareCandidate")(function* (
  plan: Plan,
  source: Source,
  nodes: readonly Node[],
) {
  const { root, ledger, lane, environment, version, env } = yield* Settings
  if ((lane === "promote" || lane === "rollback") && environment !== undefined) {
    const where = { lane, environment, ...(version === undefined ? {} : { version }) }
    const release = yield* Effect.provide(findCandidate(where), chosenLedgerLayer(root, ledger, env), { local: true })
    return yield* Effect.provide(takeRelease(plan, nodes, release), ArtifactStore.layer, { local: true })
  }
  // Only what is deployed has to be newer than something.
  const deploys = nodes.some((node) => node.kind === "deploy")
  const number = deploys ? yield* commitNumber(source, gitEnvironment(env)) : 0
  return { version: source.version, commit: source.commit, number, built: new Map() } satisfies Candidate
})
