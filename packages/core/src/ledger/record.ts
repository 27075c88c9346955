import type { Lane } from "../plan/lane.js"
import type { Actor, RunReference } from "./actor.js"
import type { Evidence, GateVerdict } from "./evidence.js"
import type { Release } from "./release.js"

interface DraftBase {
  /** Unique among all records: the same id twice is one record that was sent twice. */
  readonly id: string
  readonly environment: string
  /** ISO 8601 in UTC, with milliseconds. */
  readonly at: string
  readonly by: Actor
  readonly run?: RunReference
}

/** Why somebody does it, where a lane asks for it. */
export interface Justification {
  readonly reason?: string
  /** The id of an incident elsewhere, `INC-1234`. */
  readonly incident?: string
}

/** The program that decided: its name and the sha256 of its plan. */
export interface PipelineReference {
  readonly name: string
  readonly digest: string
}

/** What came to an environment since the release before: newest first; `count` is all, `ids` the first hundred. */
export interface Commits {
  readonly count: number
  readonly ids: readonly string[]
}

/** A rule that somebody sets aside for one deployment. What a lane requires of a candidate cannot be. */
export type OverridableRule = "freeze"

/** The release that a record is about, without what makes it long. */
export interface ReleaseReference {
  readonly version: string
  /** `releaseKey` of it. */
  readonly key: string
}

/** A candidate was admitted; the deployment is under way until `finished`, `settled` or the deadline. */
export interface StartedDraft extends DraftBase, Justification {
  readonly kind: "started"
  /** Names the deployment in all records about it. */
  readonly deployment: string
  readonly lane: Lane
  readonly release: Release
  /** The version that ran here before. */
  readonly from?: string
  readonly commits: Commits
  /** What the candidate was admitted on. */
  readonly proofs: readonly Evidence[]
  /** The checks on this environment that must pass before the release counts as verified here. */
  readonly checks: readonly string[]
  /** When it counts as aborted unless it has ended; ISO 8601 in UTC. */
  readonly deadline: string
  readonly pipeline: PipelineReference
}

/** A deployment ended by itself. */
export interface FinishedDraft extends DraftBase {
  readonly kind: "finished"
  readonly deployment: string
  readonly result: "succeeded" | "failed" | "cancelled"
}

/** A deployment that never ended was declared over. What runs in the environment is then uncertain. */
export interface SettledDraft extends DraftBase, Justification {
  readonly kind: "settled"
  readonly deployment: string
  readonly result: "aborted"
}

/** A candidate was not admitted. It keeps its proofs: it may be promoted once the reasons are gone. */
export interface RefusedDraft extends DraftBase, Justification {
  readonly kind: "refused"
  readonly deployment: string
  readonly lane: Lane
  readonly release: Release
  readonly proofs: readonly Evidence[]
  readonly reasons: readonly { readonly code: string; readonly message: string }[]
  readonly pipeline: PipelineReference
}

/** A check looked at the release that runs in the environment. */
export interface CheckDraft extends DraftBase {
  readonly kind: "check"
  readonly release: ReleaseReference
  readonly proof: string
  readonly verdict: GateVerdict
}

/** A release may not be deployed any more, anywhere. */
export interface BlockDraft extends DraftBase, Justification {
  readonly kind: "block"
  readonly release: ReleaseReference
  readonly reason: string
}

/** A block was lifted. */
export interface UnblockDraft extends DraftBase, Justification {
  readonly kind: "unblock"
  readonly release: ReleaseReference
  readonly reason: string
}

/** A rule was set aside for a deployment. */
export interface OverrideDraft extends DraftBase, Justification {
  readonly kind: "override"
  readonly deployment: string
  readonly rule: OverridableRule
  readonly reason: string
}

/** What really runs in the environment, by digest. */
export interface ObservationDraft extends DraftBase {
  readonly kind: "observation"
  readonly artifacts: readonly { readonly name: string; readonly digest: string }[]
  /** Who looked, and how: `GET https://shop.example/version`. */
  readonly source: string
}

/** Adds a meaning to an earlier record; nothing is ever edited. */
export interface AnnotationDraft extends DraftBase, Justification {
  readonly kind: "annotation"
  /** The number of the record that it is about. */
  readonly about: number
  readonly text: string
}

/** A record before it has its place in a chain. */
export type RecordDraft =
  | StartedDraft
  | FinishedDraft
  | SettledDraft
  | RefusedDraft
  | CheckDraft
  | BlockDraft
  | UnblockDraft
  | OverrideDraft
  | ObservationDraft
  | AnnotationDraft

/** A record's place in the chain of its environment. */
export interface Link {
  readonly version: 1
  /** Counted from 1, without a gap. */
  readonly number: number
  /** The sha256 of the record before, `sha256:…`; null for the first. */
  readonly previous: string | null
}

type Linked<D> = D extends RecordDraft ? Link & D : never

/** One entry of a ledger: append-only, chained, never edited. */
export type LedgerRecord = Linked<RecordDraft>
/** What a record may tell. */
export type RecordKind = LedgerRecord["kind"]
/** The records of one kind. */
export type RecordOf<K extends RecordKind> = Extract<LedgerRecord, { readonly kind: K }>
