import type { Actor, Evidence, RunReference } from "@shipline/core/ledger"

interface Ending {
  readonly environment: string
  readonly at: string
  readonly result: "succeeded" | "failed" | "cancelled" | "aborted"
  readonly by?: Actor
  readonly run?: RunReference
}

const verdicts = { succeeded: "passed", failed: "failed", cancelled: "inconclusive", aborted: "errored" } as const

/** What the end of a deployment proves: `deployed to staging`. A later one that does not succeed takes it back. */
export const deployedEvidence = ({ environment, at, result, by, run }: Ending): Evidence => ({
  proof: `deployed to ${environment}`,
  verdict: verdicts[result],
  at,
  ...(by === undefined ? {} : { by }),
  ...(run === undefined ? {} : { run }),
})
