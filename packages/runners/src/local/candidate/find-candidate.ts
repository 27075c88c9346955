import type { Release } from "@shipline/core/ledger"
import { shellWord } from "@shipline/core/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { type Chains, findRelease, lastVerifiedBefore } from "../../deployments/find-release.js"
import { readChains } from "../../deployments/gather.js"
import { unknownVersion } from "../../deployments/unknown-version.js"
import { runError } from "../../errors/run-error.js"
import { runProblem } from "../../errors/run-problem.js"
import { Ledger } from "../../ledger/ledger.js"

/** What goes back or on, and where. */
export interface Redeployment {
  readonly lane: "promote" | "rollback"
  readonly environment: string
  /** Absent: the last verified release before the one that runs. */
  readonly version?: string
}

const nowhereToGo = (environment: string, wasUsed: boolean) =>
  runError(
    runProblem(
      "SL4307",
      `environments.${environment}`,
      `there is no release in ${environment} to go back to`,
      wasUsed
        ? `Nothing that is older than what runs there, and not blocked, ran there with its checks passed. Name a version with --to (shipline history ${shellWord(environment)} lists them), or roll forward with a hotfix.`
        : "Nothing was ever deployed there, by this ledger.",
    ),
  )

/** A way back is in the chain of its own environment: what is wrong with another one stands in nobody's way. */
const named = Effect.fnUntraced(function* (own: Chains, version: string, where: Redeployment) {
  const found = where.lane === "rollback" ? findRelease(own, version, where) : undefined
  if (found !== undefined) return found
  const ledger = yield* Ledger
  const chains = yield* readChains(ledger, yield* ledger.environments)
  return findRelease(chains, version, where) ?? (yield* runError(unknownVersion(chains, version)))
})

/** Looks the candidate of a promotion or a rollback up in the ledger. SL4306 and SL4307 where it has none. */
export const findCandidate = Effect.fn("findCandidate")(function* (where: Redeployment) {
  const ledger = yield* Ledger
  const chains = yield* readChains(ledger, [where.environment])
  if (where.version !== undefined) return yield* named(chains, where.version, where)
  const now = yield* Clock.currentTimeMillis
  const chain = chains.get(where.environment) ?? []
  const release: Release | undefined = lastVerifiedBefore(chain, now)
  return (
    release ??
    (yield* nowhereToGo(
      where.environment,
      chain.some(({ kind }) => kind === "finished"),
    ))
  )
})
