import type { Release } from "@shipline/core/ledger"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { Ledger } from "../ledger/ledger.js"
import type { MemoryChains } from "../ledger/memory-store.js"
import { findCandidate, type Redeployment } from "../local/candidate/find-candidate.js"
import { inVirtualTime } from "./in-virtual-time.js"

/** The candidate of a promotion or a rollback at a moment. Throws a `RunError` with SL4306 or SL4307 where there is none. */
export const releasedBefore = (where: Redeployment, chains: MemoryChains, now: number): Release => {
  const exit = inVirtualTime(Effect.provide(findCandidate(where), Ledger.layerMemory(chains), { local: true }), now)
  if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
  return exit.value
}
