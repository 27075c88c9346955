export type { Actor, RunReference } from "./actor.js"
export { applyRecord, stateAt } from "./apply-record.js"
export {
  type Blocked,
  type Current,
  type EnvironmentState,
  emptyState,
  type FailedDeployment,
  type Newest,
  type Running,
} from "./environment-state.js"
export { type Evidence, type GateVerdict, latestEvidence } from "./evidence.js"
export { type Experience, experienceOf, rollbackTarget } from "./going-back.js"
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
