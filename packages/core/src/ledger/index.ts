export type { Actor, RunReference } from "./actor.js"
export { type Evidence, type GateVerdict, latestEvidence } from "./evidence.js"
export { type PastDeployment, pastDeployments } from "./past-deployments.js"
export type {
  AnnotationDraft,
  BlockDraft,
  CheckDraft,
  Commits,
  FinishedDraft,
  Justification,
  LedgerRecord,
  Link,
  ObservationDraft,
  OverridableRule,
  OverrideDraft,
  PipelineReference,
  RecordDraft,
  RecordKind,
  RecordOf,
  RefusedDraft,
  ReleaseReference,
  SettledDraft,
  StartedDraft,
  UnblockDraft,
} from "./record.js"
export { type Release, type ReleasedArtifact, releaseKey, type SchemaRange } from "./release.js"
export {
  applyRecord,
  type Blocked,
  type Current,
  type EnvironmentState,
  emptyState,
  type Running,
} from "./state.js"
