import { type EnvironmentState, type Evidence, releaseKey } from "@shipline/core/ledger"
import { deployedEvidence } from "./deployed-evidence.js"

/** What an environment's state says of a release: that it runs there, how its checks ended, that its last deployment failed. */
export const evidenceOfState = (
  { environment, current, failed }: EnvironmentState,
  key: string,
): readonly Evidence[] => [
  ...(current === undefined || releaseKey(current.release) !== key
    ? []
    : [deployedEvidence({ ...current, environment, at: current.since, result: "succeeded" }), ...current.results]),
  ...(failed === undefined || failed.release.key !== key
    ? []
    : [deployedEvidence({ environment, at: failed.at, result: failed.result })]),
]
