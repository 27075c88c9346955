import type { AdmissionRequest } from "@shipline/core"
import { type Evidence, emptyState, type GateVerdict } from "@shipline/core/ledger"
import type { EnvironmentPolicy } from "@shipline/core/plan"
import { at, minutes, release } from "../../ledger/drafts.js"

/** Production wants unit tests and what was looked at in staging; a hotfix the unit tests alone. */
export const policy: EnvironmentPolicy = {
  environment: "production",
  requires: [{ proof: "deployed to staging" }, { proof: "unit" }, { proof: "smoke on staging" }],
  hotfix: [{ proof: "unit" }],
  checks: ["smoke on production"],
}

export const evidence = (proof: string, verdict: GateVerdict = "passed", minute = 0): Evidence => ({
  proof,
  verdict,
  at: at(minute),
})

export const all: readonly Evidence[] = policy.requires.map(({ proof }) => evidence(proof))

/** A release of version 1.14.0 with all proofs, an hour and forty minutes after the first record. */
export const request = (more: Partial<AdmissionRequest> = {}): AdmissionRequest => ({
  policy,
  lane: "release",
  now: minutes(100),
  release: release(14),
  evidence: all,
  state: emptyState("production"),
  ...more,
})
