import { type AdmissionRequest, type Opening, openDeployment } from "@shipline/core"
import type { AnnotationDraft, BlockDraft, FinishedDraft, RecordDraft, Release } from "@shipline/core/ledger"
import type { Tip } from "../../src/ledger/ledger-store.js"

/** Drafts as a deployment makes them, at moments that a test chooses. */
export const noon = Date.parse("2026-11-23T12:00:00Z")
export const at = (minutes: number): string => new Date(noon + minutes * 60_000).toISOString()
export const by = { issuer: "local", subject: "kim", name: "Kim 'K' Müller" } as const

export const releaseOf = (number: number): Release => ({
  version: `1.${number}.0`,
  number,
  commit: number.toString(16).padStart(40, "0"),
  artifacts: [],
})

/** Asks for a deployment of a release on a tip, `minutes` after noon. */
export const open = (tip: Tip, deployment: string, minutes: number, number = 1, withins = 3_600_000): Opening => {
  const request: AdmissionRequest = {
    policy: { environment: tip.state.environment, requires: [], checks: [] },
    lane: "release",
    now: noon + minutes * 60_000,
    release: releaseOf(number),
    evidence: [],
    state: tip.state,
  }
  const pipeline = { name: "shop", digest: `sha256:${"0".repeat(64)}` }
  return openDeployment(request, { deployment, by, commits: { count: 0, ids: [] }, within: withins, pipeline })
}

export const finished = (environment: string, deployment: string, minutes: number): FinishedDraft => ({
  kind: "finished",
  id: `${deployment}/finished`,
  environment,
  at: at(minutes),
  by,
  deployment,
  result: "succeeded",
})

export const block = (environment: string, id: string, minutes = 0, reason = "it loses orders"): BlockDraft => ({
  kind: "block",
  id,
  environment,
  at: at(minutes),
  by,
  release: { version: "1.0.0", key: `commit:${id}` },
  reason,
})

export const annotation = (environment: string, id: string, about: number, text: string): AnnotationDraft => ({
  kind: "annotation",
  id,
  environment,
  at: at(about),
  by,
  about,
  text,
})

/** So many deployments that succeed, one behind the other, as drafts on an empty chain's tip. */
export const deployments = (environment: string, count: number): readonly RecordDraft[] =>
  Array.from({ length: count }, (_, index) => {
    const tip: Tip = { state: { environment, number: 0, blocked: [] }, hash: null, id: null }
    const name = `deployment-${index + 1}`
    return [...open(tip, name, index * 10, index + 1).drafts, finished(environment, name, index * 10 + 5)]
  }).flat()
