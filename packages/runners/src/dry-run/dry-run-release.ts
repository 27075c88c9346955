import type { Release } from "@shipline/core/ledger"
import { laneView, type Plan } from "@shipline/core/plan"
import * as Effect from "effect/Effect"
import { Ledger } from "../ledger/ledger.js"
import type { MemoryChains } from "../ledger/memory-store.js"
import { ArtifactStore } from "../local/artifact/artifact-store.js"
import { findCandidate } from "../local/candidate/find-candidate.js"
import { takeRelease } from "../local/candidate/take-release.js"
import { Settings } from "../local/settings.js"
import { commitNumber } from "../local/source/commit-number.js"
import { gitEnvironment } from "../local/source/git.js"
import type { Source } from "../local/source/source.js"
import type { SimulatedLedger } from "./simulated-ledger.js"
import { simulatedRelease } from "./simulated-release.js"

/** What was built of a commit before: building it again is taken to make the same. */
const builtBefore = ({ records }: SimulatedLedger, commit: string): Release | undefined =>
  records
    .flatMap((record) =>
      (record.kind === "started" || record.kind === "refused") && record.release.commit === commit
        ? [record.release]
        : [],
    )
    .at(-1)

/** The candidate of a run that has not been: a release of the ledger, or what the source would be built into. */
export const dryRunRelease = Effect.fnUntraced(function* (
  plan: Plan,
  source: Source,
  { ledger, chains }: { readonly ledger: SimulatedLedger; readonly chains: MemoryChains },
) {
  const { lane, environment, version, env } = yield* Settings
  if ((lane === "promote" || lane === "rollback") && environment !== undefined) {
    const where = { lane, environment, ...(version === undefined ? {} : { version }) }
    const release = yield* Effect.provide(findCandidate(where), Ledger.layerMemory(chains), { local: true })
    // What a run would miss before it starts is missed here: SL4310, SL4204, SL4205.
    yield* Effect.provide(takeRelease(plan, laneView(plan, lane, environment), release), ArtifactStore.layer, {
      local: true,
    })
    return release
  }
  const number = plan.environments.length > 0 ? yield* commitNumber(source, gitEnvironment(env)) : 0
  const { commit } = source
  const made = simulatedRelease(plan, { version: source.version, commit, number })
  const before = new Map(builtBefore(ledger, commit)?.artifacts.map((artifact) => [artifact.name, artifact]))
  return { ...made, artifacts: made.artifacts.map((artifact) => before.get(artifact.name) ?? artifact) }
})
